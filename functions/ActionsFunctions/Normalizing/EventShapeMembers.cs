using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ActionsFunctions.Normalizing;

/// <summary>
/// The documented members of one object and their rules. An object is gone through once, each of its members looked up: looking for every documented name
/// in it took four times as long as that, and was a twentieth of a login.
/// </summary>
internal sealed class EventShapeMembers
{
    // By the length of the name, which tells nearly all of them apart.
    private readonly (byte[] Name, EventShapeRule Rule, bool IsRequired)[][] byLength;
    private readonly int required;

    public EventShapeMembers(IReadOnlyCollection<(string Name, EventShapeRule Rule)> required, IEnumerable<(string Name, EventShapeRule Rule)> optional)
    {
        var all = required.Select(member => (Encoding.UTF8.GetBytes(member.Name), member.Rule, true))
            .Concat(optional.Select(member => (Encoding.UTF8.GetBytes(member.Name), member.Rule, false)))
            .ToLookup(member => member.Item1.Length);
        byLength = [.. Enumerable.Range(0, all.Max(group => group.Key) + 1).Select(length => all[length].ToArray())];
        this.required = required.Count;
    }

    /// <summary>Whether every documented member follows its rule, and the required ones are there. A member that is null is absent.</summary>
    public bool Accept(JsonElement json)
    {
        var missing = required;
        foreach (var member in json.EnumerateObject())
        {
            if (!Accept(member, ref missing))
                return false;
        }

        return missing == 0;
    }

    private bool Accept(JsonProperty member, ref int missing)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(member);
        // A name may be escaped, letter by letter.
        if (name.Contains((byte)'\\'))
            name = Encoding.UTF8.GetBytes(member.Name);
        if (name.Length >= byLength.Length)
            return true;
        foreach (var (known, rule, isRequired) in byLength[name.Length])
        {
            if (!name.SequenceEqual(known))
                continue;
            missing -= isRequired ? 1 : 0;
            return rule.Accepts(member.Value) || (!isRequired && member.Value.ValueKind == JsonValueKind.Null);
        }

        return true;
    }
}
