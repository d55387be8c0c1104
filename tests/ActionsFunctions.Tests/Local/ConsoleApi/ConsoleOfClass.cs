namespace ActionsFunctions.Tests.Local.ConsoleApi;

/// <summary>One server for the tests of a class: each run composes its own product, so that they do not meet.</summary>
public sealed class ConsoleOfClass : IAsyncLifetime
{
    private ConsoleFixture? console;

    internal ConsoleFixture Console => console!;

    public async Task InitializeAsync() => console = await ConsoleFixture.StartAsync();

    public async Task DisposeAsync() => await Console.DisposeAsync();
}
