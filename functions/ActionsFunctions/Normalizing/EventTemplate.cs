using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ActionsFunctions.Model;

namespace ActionsFunctions.Normalizing;

/// <summary>
/// Text with places for event values, written <c>{user.email}</c>: the members of the event by their names, joined by dots.
/// Parsed once; a value is text, a number or a boolean.
/// </summary>
public sealed partial class EventTemplate
{
    // Auth0's post-login event, top level, without its secrets: a mistyped name would otherwise skip every login, silently.
    private static readonly string[] TopLevel =
    [
        "agent", "anonymous_session", "authentication", "authorization", "client", "connection", "custom_domain", "organization", "prompt",
        "refresh_token", "request", "resource_server", "security_context", "session", "session_transfer_token", "stats", "tenant",
        "transaction", "user",
    ];

    private readonly byte[][][] places;

    private EventTemplate(string[] literals, byte[][][] places)
    {
        Literals = literals;
        this.places = places;
    }

    /// <summary>The text around the places: one more than there are places.</summary>
    internal IReadOnlyList<string> Literals { get; }

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Place { get; }

    [GeneratedRegex(@"^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex DottedPath { get; }

    /// <summary>Parses a template; false with <paramref name="fault"/> saying what is wrong.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out EventTemplate? template, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        (template, fault) = (null, null);
        var literals = Place.Split(text);
        var paths = Place.Matches(text).Select(match => match.Value[1..^1]).ToList();
        if (literals.Any(literal => literal.AsSpan().ContainsAny('{', '}')))
            fault = "has a brace without its partner";
        else if (paths.Find(path => !DottedPath.IsMatch(path)) is { } bad)
            fault = $"has {{{bad}}}, which is not a path into the event such as {{user.email}}";
        else if (paths.Find(path => !TopLevel.Contains(path[..path.IndexOf('.', StringComparison.Ordinal)], StringComparer.Ordinal)) is { } unknown)
            fault = $"has {{{unknown}}}, but the event has no such member; it has {string.Join(", ", TopLevel)}";
        else
            template = new(literals, [.. paths.Select(path => Array.ConvertAll(path.Split('.'), Encoding.ASCII.GetBytes))]);
        return fault is null;
    }

    /// <summary>The values for the places, or null where the login lacks one of them. An empty text is none.</summary>
    internal string[]? Values(PostLoginEvent login)
    {
        var values = new string[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            if (Value(login.Json, places[i]) is not { Length: > 0 } value)
                return null;
            values[i] = value;
        }

        return values;
    }

    private static string? Value(JsonElement here, byte[][] path)
    {
        foreach (var name in path)
        {
            if (here.Member(name.AsSpan()) is not { } member)
                return null;
            here = member;
        }

        return here.AsText();
    }
}
