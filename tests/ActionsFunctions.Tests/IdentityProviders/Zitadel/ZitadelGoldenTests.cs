namespace ActionsFunctions.Tests.IdentityProviders.Zitadel;

public sealed class ZitadelGoldenTests
{
    public static TheoryData<string> Cases => GoldenExchange.Names("Zitadel");

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_exchange_is_as_recorded(string name) =>
        GoldenExchange.IsAsRecorded("Zitadel", name, new("zitadel", ("SigningKeys:0", "a key of the goldens")));
}
