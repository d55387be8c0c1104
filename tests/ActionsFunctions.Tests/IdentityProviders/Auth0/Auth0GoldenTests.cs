using ActionsFunctions.Testing.Simulators.Auth0;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;

namespace ActionsFunctions.Tests.IdentityProviders.Auth0;

public sealed class Auth0GoldenTests
{
    public static TheoryData<string> Cases => [.. RecordedExchange.Names("Auth0")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_exchange_is_as_recorded(string name) => RecordedExchange.Read("Auth0", name).Check(new Auth0Simulator());
}
