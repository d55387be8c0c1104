using System.Collections.Frozen;
using System.Text.Json;

namespace ActionsFunctions.Normalizing;

/// <summary>What a documented member of an event may be. Built once; checking allocates nothing.</summary>
internal sealed class EventShapeRule
{
    public static readonly EventShapeRule Text = new(static json => json.ValueKind == JsonValueKind.String);
    public static readonly EventShapeRule NonEmptyText = new(static json => json.ValueKind == JsonValueKind.String && !json.ValueEquals(""u8));
    public static readonly EventShapeRule Flag = new(static json => json.ValueKind is JsonValueKind.True or JsonValueKind.False);
    public static readonly EventShapeRule Number = new(static json => json.ValueKind == JsonValueKind.Number);
    public static readonly EventShapeRule Scalar = new(static json => json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array));
    public static readonly EventShapeRule Map = new(static json => json.ValueKind == JsonValueKind.Object);
    public static readonly EventShapeRule Texts = ListOf(Text);

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal);

    private readonly Func<JsonElement, bool> accepts;

    private EventShapeRule(Func<JsonElement, bool> accepts) => this.accepts = accepts;

    public bool Accepts(JsonElement json) => accepts(json);

    /// <summary>An object whose documented members, where present and not null, follow their rules. Others are not looked at.</summary>
    public static EventShapeRule Object(params (string Name, EventShapeRule Rule)[] members) => Object([], members);

    /// <summary>As the other, but the <paramref name="required"/> members must be there.</summary>
    public static EventShapeRule Object((string Name, EventShapeRule Rule)[] required, (string Name, EventShapeRule Rule)[] optional)
    {
        Names.UnionWith(required.Concat(optional).Select(member => member.Name));
        var members = new EventShapeMembers(required, optional);
        return new(json => json.ValueKind == JsonValueKind.Object && members.Accept(json));
    }

    /// <summary>An object of free names whose values, where not null, follow a rule.</summary>
    public static EventShapeRule MapOf(EventShapeRule value) => new(json =>
    {
        if (json.ValueKind != JsonValueKind.Object)
            return false;
        foreach (var member in json.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null && !value.Accepts(member.Value))
                return false;
        }

        return true;
    });

    /// <summary>An array whose items all follow a rule.</summary>
    public static EventShapeRule ListOf(EventShapeRule item) => new(json =>
    {
        if (json.ValueKind != JsonValueKind.Array)
            return false;
        foreach (var value in json.EnumerateArray())
        {
            if (!item.Accepts(value))
                return false;
        }

        return true;
    });

    /// <summary>Either of two: for members on which the vendor's sources disagree.</summary>
    public static EventShapeRule Either(EventShapeRule one, EventShapeRule other) => new(json => one.Accepts(json) || other.Accepts(json));

    /// <summary>The member names of all rules made so far.</summary>
    public static FrozenSet<string> AllNames() => Names.ToFrozenSet(StringComparer.Ordinal);
}
