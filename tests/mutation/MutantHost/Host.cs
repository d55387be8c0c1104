using Microsoft.Testing.Platform.Builder;
using Microsoft.Testing.Platform.Capabilities.TestFramework;

namespace ActionsFunctions.Mutation;

/// <summary>
/// Runs the tests of the core for Stryker, which starts it (tests/mutation/run) and speaks the protocol of Microsoft.Testing.Platform with it.
/// One process tests many mutants: see <see cref="MutantTrial"/> for how that stays exact.
/// </summary>
public static class Host
{
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = await TestApplication.CreateBuilderAsync(args);
        // Every request makes a framework anew; what is warm outlives them.
        var host = new TestHost();
        builder.RegisterTestFramework(_ => new TestFrameworkCapabilities(), (_, _) => host);
        using var app = await builder.BuildAsync();
        return await app.RunAsync();
    }
}
