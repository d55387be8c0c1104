using System.Text;
using System.Text.Unicode;

namespace ActionsFunctions.IdentityProviders.AzureAdB2C;

/// <summary>User name and password of HTTP Basic authentication. Source: RFC 7617.</summary>
/// <param name="Username">What stands before the first colon.</param>
/// <param name="Password">What stands behind it; may hold colons.</param>
internal sealed record BasicCredentials(string Username, string Password)
{
    private const string Scheme = "Basic ";

    /// <summary>Reads an <c>Authorization</c> header; null where it is not Basic with base64 of UTF-8.</summary>
    public static BasicCredentials? Read(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var encoded = header.AsSpan(Scheme.Length).Trim();
        var decoded = new byte[encoded.Length];
        if (!Convert.TryFromBase64Chars(encoded, decoded, out var length) || !Utf8.IsValid(decoded.AsSpan(0, length)))
            return null;
        var text = Encoding.UTF8.GetString(decoded, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : new(text[..colon], text[(colon + 1)..]);
    }

    /// <summary>Says nothing: a password has no place in a log.</summary>
    public override string ToString() => "***";
}
