using ActionsFunctions.Authenticating;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;

namespace ActionsFunctions.IdentityProviders.AzureAdB2C;

/// <summary><c>IdentityProviders:AzureAdB2C</c>.</summary>
/// <param name="Username">User name of HTTP Basic; null where only certificates open.</param>
/// <param name="Passwords">Passwords of HTTP Basic, current first; previous ones are accepted.</param>
/// <param name="Thumbprints">Client certificates that open; empty where the header with them does not count.</param>
/// <param name="OnDeny">What a refusal becomes at the token step of a user flow, which has no answer that refuses.</param>
internal sealed record AzureAdB2CSettings(string? Username, IReadOnlyList<ISecret> Passwords, IReadOnlyList<string> Thumbprints, OnDeny OnDeny)
{
    /// <summary>Reads the section; mistakes are noted.</summary>
    public static AzureAdB2CSettings Read(ProviderSettings shared)
    {
        ArgumentNullException.ThrowIfNull(shared);
        var from = shared.Reader;
        var username = from.Text(nameof(Username));
        var passwords = from.SecretList(nameof(Passwords), shared.Secrets);
        var thumbprints = ReadThumbprints(from);
        var trusted = from.Flag("TrustClientCertificateHeader") && shared.ForwardsClientCertificates;
        var settings = new AzureAdB2CSettings(username, passwords, trusted ? thumbprints : [], OnDenySettings.Read(from));
        settings.Validate(from);
        from.RejectUnknown();
        return settings;
    }

    private void Validate(SettingsReader from)
    {
        // RFC 7617 section 2: what follows the first colon is the password.
        if (Username?.Contains(':', StringComparison.Ordinal) == true)
            from.Fault(nameof(Username), "must not hold a colon");
        if (Username is null && Passwords.Count > 0)
            from.Fault(nameof(Username), "is required where Passwords are given");
        if (Passwords.Count == 0 && (Username is not null || Thumbprints.Count == 0))
            from.Fault(nameof(Passwords), "needs at least one password, or ClientCertificateThumbprints with TrustClientCertificateHeader behind a platform that forwards certificates: without them nobody could call");
    }

    private static List<string> ReadThumbprints(SettingsReader from)
    {
        const string name = "ClientCertificateThumbprints";
        var thumbprints = new List<string>();
        foreach (var (text, index) in from.Texts(name).Select((text, index) => (text, index)))
        {
            // As tools print them: with colons or blanks between the bytes.
            var digits = text.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
            if (digits.Length is not (ForwardedCertificate.Sha256Digits or ForwardedCertificate.Sha1Digits) || !digits.All(char.IsAsciiHexDigit))
                from.Faults.Add($"{from.Key(name)}:{index}", "must be a thumbprint in hexadecimal digits: SHA-256 (64) or SHA-1 (40)");
            thumbprints.Add(digits.ToUpperInvariant());
        }

        return thumbprints;
    }
}
