using ActionsFunctions.Testing.Simulators.AzureAdB2C;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;

namespace ActionsFunctions.Tests.IdentityProviders.AzureAdB2C;

public sealed class AzureAdB2CGoldenTests
{
    public static TheoryData<string> Cases => [.. RecordedExchange.Names("AzureAdB2C")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_exchange_is_as_recorded(string name) => RecordedExchange.Read("AzureAdB2C", name).Check(new AzureAdB2CSimulator());
}
