using System.Text;
using ActionsFunctions.Receiving;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Tests.Fixtures;

namespace ActionsFunctions.Tests.IdentityProviders.Behaviour;

/// <summary>Who may call, and how a request is refused that no flow runs for: the same table for every provider.</summary>
public sealed class ProviderCallerTests
{
    public static TheoryData<string> Routes => [.. ProviderTable.All.Select(provider => provider.Route)];

    public static TheoryData<string> Rotating => [.. ProviderTable.All.Where(provider => provider.Callers.Previous is not null).Select(provider => provider.Route)];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task The_new_secret_opens(string route) =>
        Assert.Equal(ProviderTable.Of(route).StatusWhenUnchanged, await StatusAsync(route, ProviderTable.Of(route).Callers.Current));

    [Theory]
    [MemberData(nameof(Rotating))]
    public async Task The_old_secret_still_opens(string route) =>
        Assert.Equal(ProviderTable.Of(route).StatusWhenUnchanged, await StatusAsync(route, ProviderTable.Of(route).Callers.Previous!));

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Whoever_cannot_prove_to_be_the_provider_learns_nothing_of_why(string route)
    {
        await using var server = new ProviderServer(ProviderTable.Of(route), Silent());
        var stranger = server.Call(Auth0EventFixture.Json, ProviderTable.Of(route).Callers.Stranger);
        var nobody = stranger with { Headers = [new("Content-Type", "application/json")] };
        var garbled = stranger with { Headers = [.. stranger.Headers.Select(header => header.Name == "Content-Type" ? header : header with { Value = "=" + header.Value + "\u00e9" })] };
        var unread = nobody with { Body = "{"u8.ToArray() };

        var answers = new List<WebhookResponse>();
        foreach (var call in (SimulatedCall[])[stranger, nobody, garbled, unread])
            answers.Add(await server.SendAsync(call));

        Assert.All(answers, answer => Assert.Equal((401, Text(answers[0])), (answer.Status, Text(answer))));
        Assert.All(answers, answer => Assert.Equal(answers[0].Headers, answer.Headers));
        Assert.Contains("c0ffee", Text(answers[0]), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task What_no_contract_has_is_refused_before_the_caller_is_asked_who_it_is(string route)
    {
        await using var server = new ProviderServer(ProviderTable.Of(route), Silent(), ("PostLogin:MaxRequestBytes", "100000"));
        var stranger = server.Call(Auth0EventFixture.Json, ProviderTable.Of(route).Callers.Stranger);

        var wrongMethod = await server.SendAsync(stranger, request => request with { Method = "PUT" });
        Assert.Equal((405, "POST"), (wrongMethod.Status, wrongMethod.Headers.Single(header => header.Key == "Allow").Value));
        Assert.Equal(415, (await server.SendAsync(stranger, request => WithHeader(request, "Content-Type", "text/plain"))).Status);
        Assert.Equal(415, (await server.SendAsync(stranger, request => WithHeader(request, "Content-Encoding", "gzip"))).Status);
        Assert.Equal(411, (await server.SendAsync(stranger, request => WithHeader(request, "Content-Length", null))).Status);
        Assert.Equal(413, (await server.SendAsync(stranger, request => WithHeader(request, "Content-Length", "100001"))).Status);
        Assert.Equal(413, (await server.SendAsync(stranger with { Body = new byte[100_001] }, request => WithHeader(request, "Content-Length", "1"))).Status);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_body_that_is_not_the_providers_is_refused(string route)
    {
        await using var server = new ProviderServer(ProviderTable.Of(route), Silent());
        string[] malformed = ["", "{", "{} {}", """{"a":1,"a":2}""", new string('[', 65) + new string(']', 65), """{"a":"\ud800"}"""];
        foreach (var body in malformed.Concat(ProviderTable.Of(route).WrongShapes))
        {
            var answer = await server.SendAsync(server.Call(Encoding.UTF8.GetBytes(body)));
            Assert.Equal((body, 400), (body, answer.Status));
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Credentials_in_a_call_are_marked_so_that_nobody_prints_them(string route)
    {
        await using var server = new ProviderServer(ProviderTable.Of(route), Silent());
        foreach (var secret in ProviderTable.Of(route).Callers.Current.Values)
            Assert.All(server.Call(Auth0EventFixture.Json).Headers, header => Assert.True(header.Reusable || !header.Value.Contains(secret!, StringComparison.Ordinal)));
    }

    private static ScriptedFlow Silent() => new ScriptedFlow().Then("silent", static (_, _) => { });

    private static async Task<int> StatusAsync(string route, IReadOnlyDictionary<string, string?> caller)
    {
        await using var server = new ProviderServer(ProviderTable.Of(route), Silent());
        return (await server.SendAsync(server.Call(Auth0EventFixture.Json, caller))).Status;
    }

    private static WebhookRequest WithHeader(WebhookRequest request, string name, string? value)
    {
        if (value is null)
            request.Headers.Remove(name);
        else
            request.Headers[name] = value;
        return request;
    }

    private static string Text(WebhookResponse response) => Encoding.UTF8.GetString(response.Body.Span);
}
