using ActionsFunctions.Actions;
using ActionsFunctions.Hosting;
using ActionsFunctions.Model;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Tests.Upstreams;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Pressure;

/// <summary>
/// Logins of many people through every provider in turn while the backend hangs, breaks and errs. Each answer is held against its person, and the heap against what it
/// was: the first rounds fill what is bounded (ids of messages, answers, connections), and from then on it must not grow.
/// </summary>
internal sealed class Soak
{
    public const string Argument = "--soak";
    public const string LeakArgument = "--plant-leak";
    private const int Rounds = 6;
    private const int RoundsToFill = 2;
    private const int AtOnce = 16;

    // A login that is remembered costs several hundred bytes at least; measured without one, the rounds differ by some tens of kilobytes.
    private const long MostPerLogin = 100;
    private readonly List<object> leaked = [];
    private readonly LaterClock clock = new();
    private int calls;

    public static async Task<bool> RunAsync(int logins, bool leaks)
    {
        var soak = new Soak();
        await using var upstream = await TlsServer.StartAsync(HttpProtocols.Http1, soak.AnswerAsync);
        var settings = Settings(upstream.Url);
        await using var app = WebhookApp.Create(settings, new()
        {
            Clock = soak.clock,
            ActionTypes = [.. new WebhookAppOptions().ActionTypes, new("keeps", _ => new Keeping(leaks ? soak.leaked : null))],
            AdvisoryProviders = ProviderSimulators.All.Select(simulator => simulator.Route).ToHashSet(StringComparer.Ordinal),
            Upstreams = new() { ConfigureHandler = TlsServer.Trust(upstream.Thumbprint) },
        });
        var player = new SoakedLogins(app, settings, soak.clock);
        var heaps = new long[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            await Parallel.ForAsync(0, logins / Rounds, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) => await player.PlayAsync());
            // Beyond every window of replay and age of an answer that the flow has.
            soak.clock.Later(TimeSpan.FromMinutes(11));
            await player.PlayAsync();
            heaps[round] = GC.GetTotalMemory(forceFullCollection: true);
        }

        var growth = heaps[^1] - heaps[RoundsToFill - 1];
        var allowed = MostPerLogin * logins / Rounds * (Rounds - RoundsToFill);
        Console.WriteLine($"{player.Played} logins, {SoakedLogins.Simulators.Count} providers, {AtOnce} at once; heap after each round, MB: {string.Join(' ', heaps.Select(heap => $"{heap / 1_048_576.0:F2}"))}");
        Console.WriteLine($"lost {player.Lost}, wrong {player.Wrong}, late {player.Late}; without the backend's claims by policy {player.Degraded}; allowed growth {allowed / 1024} kB, growth {growth / 1024} kB");
        return player is { Lost: 0, Wrong: 0, Late: 0 } && player.Degraded < player.Played / 2 && growth < allowed;
    }

    private static IConfigurationRoot Settings(string upstream) => new ConfigurationBuilder()
        // Entra's keys come over plain http from its local tenant; here are the providers that sign or show a secret.
        .AddInMemoryCollection(SoakedLogins.Simulators.SelectMany(simulator => simulator.DevelopmentSettings(new("http://127.0.0.1:9"))))
        .AddInMemoryCollection(
        [
            new("PostLogin:Actions:0:Name", "backend-profile"),
            new("PostLogin:Actions:0:Timeout", "00:00:00.500"),
            new("PostLogin:Actions:0:FreshFor", "00:00:10"),
            new("PostLogin:Actions:0:Settings:Url", upstream + "/people/{user.user_id}"),
            new("PostLogin:Actions:0:Settings:Claims:0:Pointer", "/who"),
            new("PostLogin:Actions:0:Settings:Claims:0:Name", SoakedLogins.Claim),
            new("PostLogin:Actions:1:Name", "keeps"),
        ])
        .Build();

    private async Task AnswerAsync(HttpContext context)
    {
        var call = Interlocked.Increment(ref calls);
        if (call % 97 == 0)
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (call % 89 == 0)
            context.Abort();
        context.Response.StatusCode = call % 83 == 0 ? 503 : 200;
        var person = Uri.UnescapeDataString(context.Request.Path.Value!.Split('/')[^1]);
        await context.Response.WriteAsync(call % 79 == 0 ? "{\"who\":" : $"{{\"who\":\"{person}\"}}", CancellationToken.None);
    }

    /// <summary>Keeps a little of each login for ever where a leak is planted: what a mistake in an action or in the product would do.</summary>
    private sealed class Keeping(List<object>? leaked) : IPostLoginAction
    {
        public Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
        {
            if (leaked is not null)
            {
                lock (leaked)
                    leaked.Add(login);
            }

            return Task.CompletedTask;
        }
    }
}
