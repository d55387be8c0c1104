using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.Authenticating;

/// <summary>Reads the settings of callers that prove themselves by a fixed secret.</summary>
public static class FixedSecretSettings
{
    /// <summary>A list of header values (<c>ApiKeys</c>, <c>AuthorizationSecrets</c>), current first; at least one is required.</summary>
    public static IReadOnlyList<ISecret> HeaderValues(ProviderSettings shared, string name)
    {
        ArgumentNullException.ThrowIfNull(shared);
        var index = 0;
        foreach (var text in shared.Reader.Texts(name))
        {
            // RFC 9110 section 5.5: a field value arrives without the blanks around it, so such a secret could never match.
            if (text.AsSpan().Trim().Length != text.Length || text.Any(char.IsControl))
                shared.Reader.Faults.Add($"{shared.Reader.Key(name)}:{index}", "must not begin or end with a blank nor hold a control character: no header value does");
            index++;
        }

        if (index == 0)
            shared.Reader.Fault(name, "needs at least one secret: without it nobody could call");
        return shared.Reader.SecretList(name, shared.Secrets);
    }

    /// <summary>The name of the header that carries it; default <c>Authorization</c>.</summary>
    public static string HeaderName(ProviderSettings shared, string name)
    {
        ArgumentNullException.ThrowIfNull(shared);
        var header = shared.Reader.Text(name) ?? "Authorization";
        // RFC 9110 section 5.6.2: the characters of a token.
        if (!header.All(static letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter, StringComparison.Ordinal)))
            shared.Reader.Fault(name, "must be the name of a header");
        return header;
    }
}
