namespace ActionsFunctions.Tests.IdentityProviders.OryHydra;

public sealed class OryHydraGoldenTests
{
    public static TheoryData<string> Cases => GoldenExchange.Names("OryHydra");

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_exchange_is_as_recorded(string name) =>
        GoldenExchange.IsAsRecorded("OryHydra", name, new("ory-hydra", ("ApiKeys:0", "a key of the goldens")));
}
