using ActionsFunctions.Testing.Simulators.Okta;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;

namespace ActionsFunctions.Tests.IdentityProviders.Okta;

public sealed class OktaGoldenTests
{
    public static TheoryData<string> Cases => [.. RecordedExchange.Names("Okta")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_exchange_is_as_recorded(string name) => RecordedExchange.Read("Okta", name).Check(new OktaSimulator());
}
