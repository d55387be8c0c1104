using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ActionsFunctions.Merging;

namespace ActionsFunctions.Observing;

/// <summary>
/// Text that may stand in a log line, a trace or a metric. It comes of nothing but names that the configuration states, ids of a narrow form, closed sets
/// and constants, so that no token, secret, claim value or person can get there through it, and no line can be forged.
/// </summary>
[SuppressMessage("Performance", "CA1815", Justification = "Written, never compared.")]
public readonly struct SafeText
{
    private const int LongestName = 128;
    private const int LongestId = 64;
    private const string Unfit = "(unfit)";
    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("-.0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");
    private readonly string? text;

    private SafeText(string text) => this.text = text;

    /// <summary>True where there is no text.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(text);

    /// <summary>A name that the configuration states: of a flow entry, an action type, a provider, a secret, a setting. Anything of another form is not shown.</summary>
    public static SafeText Name(string? configured) => new(IsOf(configured, NameCharacters, LongestName) ? configured! : Unfit);

    /// <summary>An id of a request. One that a caller sent counts only in a form that holds no address, no sentence and no line break; else it is empty.</summary>
    public static SafeText Id(string? id) => IsOf(id, IdCharacters, LongestId) ? new(id!) : default;

    /// <summary>A member of a closed set.</summary>
    public static SafeText Of<T>(T member) where T : struct, Enum => new(member.ToString());

    /// <summary>How an action ended, as answers say it.</summary>
    public static SafeText Of(ActionOutcome outcome) => new(outcome.Name());

    /// <summary>A text of the program's own.</summary>
    public static SafeText Constant([ConstantExpected] string text) => new(text);

    /// <summary>An HTTP status and the code that a service names it by: <c>403 Forbidden</c>.</summary>
    public static SafeText Status(int status, string? code) => new(string.Create(CultureInfo.InvariantCulture, $"{status} {Name(code)}"));

    /// <summary>The type of an exception, never its message, which can hold anything.</summary>
    public static SafeText TypeOf(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return new(fault.GetType().Name);
    }

    /// <summary>Which actions ended how: <c>graph-groups=succeeded premium-flag=skipped</c>.</summary>
    public static SafeText Of(IReadOnlyList<ActionReport> actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        return new(string.Join(' ', actions.Select(action => $"{Name(action.Name)}={action.Outcome.Name()}")));
    }

    /// <inheritdoc />
    public override string ToString() => text ?? "";

    private static bool IsOf(string? given, SearchValues<char> characters, int longest) =>
        given is { Length: > 0 } && given.Length <= longest && !given.AsSpan().ContainsAnyExcept(characters);
}
