using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Tests.Fixtures;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;
using ActionsFunctions.Tests.Observing;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>A refusal whose reason somebody else wrote: it refuses like any other, and its words are in the answer's body or nowhere.</summary>
public sealed class HostileReasonTests
{
    public static TheoryData<string> Routes => [.. ProviderTable.All.Select(provider => provider.Route)];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_refusal_stands_whatever_its_reason_says(string route)
    {
        var reason = "";
        var log = new CapturedLog();
        await using var server = new ProviderServer(ProviderTable.Of(route), new ScriptedFlow().Then("gate", (_, api) => api.Access.Deny(reason)), log);
        foreach (var (name, text) in HostileTexts.Rows.Append(new("a hundred thousand letters", HostileTexts.Mark.PadRight(100_000, 'x'))))
        {
            reason = text;
            // Each is a login of its own: a repeated one would be answered from the first.
            var played = await server.PlayAsync(server.Call(Auth0EventFixture.With("/transaction/id", $"\"{Guid.NewGuid():N}\"")));

            Assert.Equal((name, SimulatedOutcome.Denied), (name, played.Verdict.Outcome));
            Assert.Equal(text, played.Report!.Outcome.Denial!.Reason);
            Assert.DoesNotContain(played.Report.Response.Headers, header => header.Value.Contains(HostileTexts.Mark, StringComparison.Ordinal) || header.Value.Any(char.IsControl));
        }

        Assert.DoesNotContain(log.Texts, line => line.Contains(HostileTexts.Mark, StringComparison.Ordinal) || line.AsSpan().ContainsAny("\r\n\0\u0085\u2028"));
    }
}
