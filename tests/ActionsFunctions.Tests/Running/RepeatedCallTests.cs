using System.Text.Json;
using ActionsFunctions.Actions;
using ActionsFunctions.Hosting;
using ActionsFunctions.Receiving;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Tests.Hosting;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;
using ActionsFunctions.Tests.Upstreams;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Running;

/// <summary>A provider that had no answer asks again: what an action did elsewhere for that login is not done again.</summary>
public sealed class RepeatedCallTests : IAsyncDisposable
{
    private readonly ManualTimeProvider clock = new();
    private readonly List<string> effects = [];
    private readonly List<string> ids = [];
    private Func<Task> work = () => Task.CompletedTask;
    private WebhookApp? app;

    public static TheoryData<string> Providers => [.. ProviderSimulators.All.Select(simulator => simulator.Route)];

    // The others make one attempt, or their body has no sign of a repetition.
    public static TheoryData<string> Repeating => ["entra", "azure-ad-b2c", "ory-hydra", "supabase"];

    public async ValueTask DisposeAsync() => await (app?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Theory]
    [InlineData("entra", 1, 3)]
    [InlineData("azure-ad-b2c", 2, 30)]
    [InlineData("ory-hydra", 2, 30)]
    [InlineData("supabase", 2, 2)]
    public async Task However_often_a_provider_asks_again_it_is_answered_alike_without_a_second_effect(string route, int times, int seconds)
    {
        var body = Body(route, "ada", "t-1");
        var first = await SendAsync(route, body);
        for (var i = 0; i < times; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(seconds));
            Assert.Equal(first, await SendAsync(route, body));
            Assert.Single(effects);
        }

        await SendAsync(route, Body(route, "bob", "t-2"));
        Assert.Equal(2, effects.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Repeating))]
    public async Task Calls_of_one_login_at_the_same_moment_have_one_effect(string route)
    {
        var gate = new TaskCompletionSource();
        work = () => gate.Task;
        var body = Body(route, "ada", "t-1");
        var calls = Enumerable.Range(0, 8).Select(_ => SendAsync(route, body)).ToList();
        gate.SetResult();
        var answers = await Task.WhenAll(calls);
        Assert.Single(answers.Distinct());
        Assert.Single(effects);
    }

    [Theory]
    [MemberData(nameof(Repeating))]
    public async Task An_attempt_after_a_failure_runs_again_under_the_same_id(string route)
    {
        work = () => Task.FromException(new IOException());
        var body = Body(route, "ada", "t-1");
        await SendAsync(route, body);
        work = () => Task.CompletedTask;
        await SendAsync(route, body);
        Assert.Equal(2, effects.Count);
        Assert.Single(effects.Distinct());
    }

    [Theory]
    [MemberData(nameof(Repeating))]
    public async Task When_the_provider_has_given_up_the_same_call_is_another_login(string route)
    {
        var body = Body(route, "ada", "t-1");
        await SendAsync(route, body);
        clock.Advance(TimeSpan.FromSeconds(91));
        await SendAsync(route, body);
        Assert.Equal(2, effects.Count);
        // Its body says neither which login nor when: only the time tells.
        Assert.Equal(route == "azure-ad-b2c" ? 2 : 1, effects.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Reading_actions_ask_anew_at_every_attempt(string route)
    {
        var body = Body(route, "ada", "t-1");
        await SendAsync(route, body);
        await SendAsync(route, body);
        Assert.Equal(2, ids.Count);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Every_login_has_an_id_of_its_own_that_says_nothing_about_the_person(string route)
    {
        foreach (var user in (string[])["ada", "bob", "mia"])
            await SendAsync(route, Body(route, user, $"t-{user}"));
        Assert.Equal(3, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[A-Za-z0-9_-]{24}$", id));
    }

    [Fact]
    public async Task Two_attempts_of_Okta_and_Auth0_have_the_id_of_their_event_and_transaction()
    {
        foreach (var route in (string[])["okta", "auth0"])
        {
            ids.Clear();
            var body = Body(route, "ada", "t-1");
            await SendAsync(route, body);
            await SendAsync(route, body);
            Assert.Single(ids.Distinct());
        }
    }

    [Fact]
    public async Task An_invalidation_also_forgets_what_was_said_for_the_login_of_this_moment()
    {
        var body = Body("entra", "ada", "t-1");
        await SendAsync("entra", body);
        const string forget = """{"provider":"entra","userId":"auth0|ada"}""";
        var request = Request("/cache/invalidate", System.Text.Encoding.UTF8.GetBytes(forget));
        TestApp.Sign(request, forget, "forget-1", clock.GetUtcNow().ToUnixTimeSeconds());
        Assert.Equal(204, (await app!.HandleAsync(request, CancellationToken.None)).Status);
        await SendAsync("entra", body);
        Assert.Equal(2, effects.Count);
    }

    [Fact]
    public async Task A_remote_action_is_told_that_it_may_have_the_request_already()
    {
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Ok("""{"decision":"continue","commands":[]}"""));
        var settings = new Dictionary<string, string?>
        {
            ["PostLogin:Actions:0:Name"] = "remote",
            ["PostLogin:Actions:0:Settings:Url"] = stub.Url + "/one",
            ["PostLogin:Actions:1:Name"] = "other",
            ["PostLogin:Actions:1:Type"] = "remote",
            ["PostLogin:Actions:1:Settings:Url"] = stub.Url + "/two",
        };
        await using var testApp = new TestApp(settings, [.. new WebhookAppOptions().ActionTypes]);
        await testApp.SendAsync(testApp.Login());
        await testApp.SendAsync(testApp.Login());
        var keys = stub.Calls.Select(call => call.Headers["Idempotency-Key"]).ToList();
        Assert.Equal((4, 2), (keys.Count, keys.Distinct().Count()));
        Assert.Contains(keys, key => key.EndsWith(".other", StringComparison.Ordinal));
    }

    private static byte[] Body(string route, string user, string transaction)
    {
        var simulator = ProviderSimulators.Find(route)!;
        var login = JsonElement.Parse($$"""{"user":{"user_id":"auth0|{{user}}","email":"{{user}}@contoso.example"},"client":{"client_id":"shop"},"transaction":{"id":"{{transaction}}"} }""");
        return simulator.Translate(login, new(Settings, new ManualTimeProvider())).ToArray();
    }

    private static IConfigurationRoot Settings { get; } = new ConfigurationBuilder()
        .AddInMemoryCollection(ProviderSimulators.All.SelectMany(simulator => simulator.DevelopmentSettings(PublishedDocuments.Address)))
        .AddInMemoryCollection(
        [
            new("Cache:SigningSecrets:0", TestApp.Secret),
            new("PostLogin:Actions:0:Name", "writes"),
            new("PostLogin:Actions:1:Name", "reads"),
        ])
        .Build();

    private WebhookRequest Request(string path, byte[] body)
    {
        var headers = new WebhookHeaders { ["Content-Type"] = "application/json", ["Content-Length"] = $"{body.Length}" };
        return new("POST", path, new Dictionary<string, string>(StringComparer.Ordinal), headers, new MemoryStream(body), clock.GetTimestamp());
    }

    private async Task<string> SendAsync(string route, byte[] body)
    {
        app ??= WebhookApp.Create(Settings, new()
        {
            Clock = clock,
            ActionTypes =
            [
                new("writes", _ => new InlineAction(async (_, api, _) =>
                {
                    lock (effects)
                        effects.Add(api.IdempotencyKey);
                    await work();
                    api.SetCustomClaim(ActionsFunctions.Model.Tokens.Both, "https://actions.example/written", true);
                }) { Writes = true }),
                new("reads", _ => InlineAction.Of((_, api) =>
                {
                    lock (ids)
                        ids.Add(api.LoginId);
                })),
            ],
        });
        var call = ProviderSimulators.Find(route)!.Call(body, new(Settings, clock));
        var request = Request($"/post-login/{route}", body);
        foreach (var header in call.Headers)
            request.Headers[header.Name] = header.Value;
        var answer = await app.HandleAsync(request, CancellationToken.None);
        return $"{answer.Status} {System.Text.Encoding.UTF8.GetString(answer.Body.Span)}";
    }
}
