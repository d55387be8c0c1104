using System.Text;
using System.Text.Json;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Simulators;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.IdentityProviders;

/// <summary>A simulator with an answer that no server gave, to see what the provider makes of it.</summary>
internal static class PlayedAnswer
{
    private static readonly ManualTimeProvider Clock = new();

    public static SimulatedVerdict Of(IProviderSimulator simulator, string body, int status, string answer, string type = "application/json") =>
        simulator.Judge(simulator.Call(Encoding.UTF8.GetBytes(body), Context(simulator)), new(status, type, Encoding.UTF8.GetBytes(answer)));

    public static JsonElement Translated(IProviderSimulator simulator, JsonElement login) =>
        JsonElement.Parse(simulator.Translate(login, Context(simulator)).Span);

    public static SimulatorContext Context(IProviderSimulator simulator) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(simulator.DevelopmentSettings(new Uri("http://127.0.0.1:9"))).Build(), Clock);

    /// <summary>The outcome and the reason, in one text.</summary>
    public static string Words(this SimulatedVerdict verdict) => verdict.Reason is null ? $"{verdict.Outcome}" : $"{verdict.Outcome}: {verdict.Reason}";
}
