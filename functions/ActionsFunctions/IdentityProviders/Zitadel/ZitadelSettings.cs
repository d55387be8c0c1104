using ActionsFunctions.Secrets;

namespace ActionsFunctions.IdentityProviders.Zitadel;

/// <summary><c>IdentityProviders:Zitadel</c>.</summary>
/// <param name="SigningKeys">The targets' signing keys as ZITADEL shows them once, any text. Each target has its own: list all.</param>
public sealed record ZitadelSettings(IReadOnlyList<ISecret> SigningKeys)
{
    /// <summary>Reads the section; mistakes are noted.</summary>
    public static ZitadelSettings Read(ProviderSettings shared)
    {
        ArgumentNullException.ThrowIfNull(shared);
        if (shared.Reader.Items("SigningKeys").Count == 0)
            shared.Reader.Fault("SigningKeys", "needs at least one key: without it nobody could call");
        var settings = new ZitadelSettings(shared.Reader.SecretList("SigningKeys", shared.Secrets));
        shared.Reader.RejectUnknown();
        return settings;
    }
}
