using ActionsFunctions.Authenticating;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.IdentityProviders.Supabase;

/// <summary><c>IdentityProviders:Supabase</c>.</summary>
/// <param name="SigningSecrets">Standard Webhooks secrets as Supabase shows them (<c>v1,whsec_…</c>), current first; previous ones are accepted.</param>
public sealed record SupabaseSettings(IReadOnlyList<ISecret> SigningSecrets)
{
    /// <summary>Reads the section; mistakes are noted.</summary>
    public static SupabaseSettings Read(ProviderSettings shared)
    {
        ArgumentNullException.ThrowIfNull(shared);
        var settings = new SupabaseSettings(SigningSecret.ReadList(shared, "SigningSecrets"));
        shared.Reader.RejectUnknown();
        return settings;
    }
}
