using ActionsFunctions.Authenticating;
using ActionsFunctions.IdentityProviders;

namespace ActionsFunctions.Hosting;

/// <summary>The section <c>Cache</c>.</summary>
internal static class CacheSettings
{
    /// <summary>The check of who may invalidate, from <c>SigningSecrets:0..n</c>; null where the section is absent: nobody may.</summary>
    public static StandardWebhooks? Read(ProviderSettings shared)
    {
        if (!shared.Reader.Exists)
            return null;
        var secrets = SigningSecret.ReadList(shared, "SigningSecrets");
        shared.Reader.RejectUnknown();
        return new("cache", secrets, shared.Replays, shared.Clock);
    }
}
