namespace ActionsFunctions.Local.Commands;

/// <summary>What a command takes.</summary>
/// <param name="Places">Names of the arguments that must be given, in order.</param>
/// <param name="Values">Options with a value: <c>--user</c>.</param>
/// <param name="Flags">Options without one: <c>--json</c>.</param>
internal sealed record Syntax(IReadOnlyList<string> Places, IReadOnlyList<string> Values, IReadOnlyList<string> Flags);

/// <summary>The arguments of a command, read strictly: an option that would have no effect is a mistake.</summary>
internal sealed class Arguments
{
    private readonly List<string> places = [];
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);

    private Arguments()
    {
    }

    public string this[int place] => places[place];

    public string? Value(string option) => options.GetValueOrDefault(option);

    public bool Has(string flag) => options.ContainsKey(flag);

    /// <summary>Reads them; null with <paramref name="fault"/> where they do not fit the syntax. Values follow as the next word or after <c>=</c>.</summary>
    public static Arguments? Parse(IReadOnlyList<string> words, Syntax syntax, out string? fault)
    {
        var read = new Arguments();
        fault = null;
        for (var i = 0; i < words.Count && fault is null; i++)
        {
            if (words[i].StartsWith("--", StringComparison.Ordinal))
                fault = read.Option(words, ref i, syntax);
            else if (read.places.Count == syntax.Places.Count)
                fault = $"unexpected argument: {words[i]}";
            else
                read.places.Add(words[i]);
        }

        if (read.places.Count < syntax.Places.Count)
            fault ??= $"missing: <{syntax.Places[read.places.Count]}>";
        return fault is null ? read : null;
    }

    private string? Option(IReadOnlyList<string> words, ref int i, Syntax syntax)
    {
        var (name, value) = words[i].Split('=', 2) is [var left, var right] ? (left, right) : (words[i], null);
        if (syntax.Flags.Contains(name, StringComparer.Ordinal))
        {
            if (value is not null)
                return $"{name} takes no value";
            value = "";
        }
        else if (!syntax.Values.Contains(name, StringComparer.Ordinal))
        {
            return $"unknown option: {name}";
        }
        else if (value is null && ++i < words.Count)
        {
            value = words[i];
        }

        if (value is null || (value.Length == 0 && syntax.Values.Contains(name, StringComparer.Ordinal)))
            return $"{name} needs a value";
        return options.TryAdd(name, value) ? null : $"{name} is given twice";
    }
}
