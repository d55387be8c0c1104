using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Tests.IdentityProviders.Supabase;

public sealed class SupabaseGoldenTests
{
    public static TheoryData<string> Cases => GoldenExchange.Names("Supabase");

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_exchange_is_as_recorded(string name) =>
        GoldenExchange.IsAsRecorded("Supabase", name, new("supabase", ("SigningSecrets:0", StandardWebhookSignature.DevelopmentSecret("a secret of the goldens, unused"))));
}
