using System.Text.Json;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Planning.Conditions;

/// <summary>One test of a login's event.</summary>
/// <param name="Text">The test in words.</param>
public abstract record EventTest(string Text)
{
    /// <summary>Whether it holds. Never throws, whatever the event holds.</summary>
    public abstract bool Holds(JsonElement login);
}

/// <summary>Whether there is a value, other than null, at a path.</summary>
internal sealed record ExistsTest(JsonPointer Path, bool Expected) : EventTest(Expected ? $"{Path.Text} exists" : $"{Path.Text} does not exist")
{
    public override bool Holds(JsonElement login) => Path.Find(login) is not null == Expected;
}

/// <summary>Whether the value at one of the paths is one of those wanted, or a list that holds one of them.</summary>
internal sealed record ValueTest(string Label, IReadOnlyList<JsonPointer> Paths, IReadOnlyList<WantedValue> Wanted)
    : EventTest($"{Label} in [{string.Join(", ", Wanted.Select(value => value.Text))}]")
{
    public override bool Holds(JsonElement login)
    {
        foreach (var path in Paths)
        {
            if (path.Find(login) is { } found && IsWanted(found))
                return true;
        }

        return false;
    }

    private bool IsWanted(JsonElement found)
    {
        if (found.ValueKind != JsonValueKind.Array)
            return Matches(found);
        foreach (var item in found.EnumerateArray())
        {
            if (Matches(item))
                return true;
        }

        return false;
    }

    private bool Matches(JsonElement one)
    {
        foreach (var value in Wanted)
        {
            if (value.Matches(one))
                return true;
        }

        return false;
    }
}
