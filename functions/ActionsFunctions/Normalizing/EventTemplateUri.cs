using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using ActionsFunctions.Model;

namespace ActionsFunctions.Normalizing;

/// <summary>
/// A URL with places for event values in its path and query. People choose their own names and addresses, so each value is percent-encoded
/// as a whole, and one that could move the request elsewhere in spite of that is refused: <see cref="Uri"/> removes the segments
/// <c>.</c> and <c>..</c> even when they are encoded.
/// </summary>
public sealed class EventTemplateUri
{
    // Longer than any e-mail address (RFC 5321: 254) or provider's id, and far below what servers accept as a request line.
    private const int MaxValueLength = 1024;
    private const string Sample = "event-value-5e0c";
    private readonly EventTemplate template;
    private readonly string[] literals;

    private EventTemplateUri(EventTemplate template, string[] literals, Uri sample)
    {
        this.template = template;
        this.literals = literals;
        Origin = new(sample.GetLeftPart(UriPartial.Authority));
    }

    /// <summary>Scheme, host and port: written in the configuration, never taken from an event.</summary>
    public Uri Origin { get; }

    /// <summary>Checks that every place is in the path or query of an absolute http or https URL.</summary>
    public static bool TryCreate(EventTemplate template, [NotNullWhen(true)] out EventTemplateUri? uri, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(template);
        (uri, fault) = (null, null);
        if (!Uri.TryCreate(string.Join(Sample, template.Literals), UriKind.Absolute, out var sample))
            fault = "must be an absolute URL";
        else if (UrlFault(sample) is { } wrong)
            fault = wrong;
        else if (sample.AbsoluteUri.Split(Sample) is var literals && (literals.Length != template.Literals.Count || !IsCanonical(sample.AbsoluteUri, out _)))
            fault = "cannot be read as a URL with event values in its path or query";
        else if (sample.GetLeftPart(UriPartial.Authority).Contains(Sample, StringComparison.OrdinalIgnoreCase))
            fault = "must not take its host from the event";
        else
            uri = new(template, literals, sample);
        return fault is null;
    }

    /// <summary>The URL for one login; never one that a value has moved to another path or host.</summary>
    public RenderedUri Render(PostLoginEvent login)
    {
        ArgumentNullException.ThrowIfNull(login);
        if (template.Values(login) is not { } values)
            return new(null, Missing: true);
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[256]);
        text.AppendLiteral(literals[0]);
        for (var i = 0; i < values.Length; i++)
        {
            if (!IsSafe(values[i]))
                return default;
            text.AppendLiteral(Uri.EscapeDataString(values[i]));
            text.AppendLiteral(literals[i + 1]);
        }

        return new(text.ToStringAndClear(), Missing: false);
    }

    /// <summary>Why a URL is no place to send a request to, or null: plain http only reaches this machine, and nothing is hidden in it.</summary>
    internal static string? UrlFault(Uri url)
    {
        if (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            return "must begin with https:// (http:// only for loopback)";
        if (url.UserInfo.Length > 0)
            return "must not hold a user name or password";
        return url.Fragment.Length > 0 ? "must not have a fragment (#)" : null;
    }

    private static bool IsSafe(string value)
    {
        if (value is "." or ".." || value.Length > MaxValueLength)
            return false;
        foreach (var unit in value)
        {
            if (char.IsControl(unit))
                return false;
        }

        return true;
    }

    /// <summary>What will be sent is what was written, to the character. It stops ".{a}" with "." and whatever nobody thought of.</summary>
    internal static bool IsCanonical(string text, [NotNullWhen(true)] out Uri? uri) =>
        Uri.TryCreate(text, UriKind.Absolute, out uri) && uri.AbsoluteUri == text;
}

/// <summary>A URL made for one login.</summary>
/// <param name="Text">As it is written, for keys of kept answers; null where a value is missing or refused.</param>
/// <param name="Missing">True where the login lacks a value: the action does not apply. With neither a URL, a value was refused: the action fails.</param>
public readonly record struct RenderedUri(string? Text, bool Missing)
{
    /// <summary>The URL to send to; null where a value is missing or refused. Made when asked for: a kept answer needs none.</summary>
    public Uri? Uri => Text is not null && EventTemplateUri.IsCanonical(Text, out var uri) ? uri : null;

    /// <summary>The code an action fails with where a value was refused.</summary>
    public const string RefusedCode = "event-value-refused";

    /// <summary>The code an action fails with that has no URL and must not be skipped.</summary>
    internal string FailureCode => Missing ? "event-value-missing" : RefusedCode;
}
