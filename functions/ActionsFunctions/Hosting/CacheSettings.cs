using ActionsFunctions.Authenticating;
using ActionsFunctions.IdentityProviders;

namespace ActionsFunctions.Hosting;

/// <summary>The section <c>Cache</c>, but for what is read of it by <see cref="Sharing.SharedCacheSettings"/>.</summary>
internal static class CacheSettings
{
    /// <summary>The check of who may invalidate, from <c>SigningSecrets:0..n</c>; null where they are absent: nobody may.</summary>
    public static StandardWebhooks? Read(ProviderSettings shared)
    {
        shared.Reader.RejectUnknownBut(["SigningSecrets"]);
        if (!shared.Reader.Section("SigningSecrets").Exists)
            return null;
        var secrets = SigningSecret.ReadList(shared, "SigningSecrets");
        return new("cache", secrets, shared.Replays, shared.Clock);
    }
}
