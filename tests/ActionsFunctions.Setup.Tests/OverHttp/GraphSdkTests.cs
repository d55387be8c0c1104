using ActionsFunctions.Setup.MicrosoftGraph;
using ActionsFunctions.Setup.Tests.Fakes;

namespace ActionsFunctions.Setup.Tests.OverHttp;

/// <summary>The whole tool with the real SDK, over HTTP, against a tenant that keeps its state.</summary>
public sealed class GraphSdkTests : IAsyncLifetime
{
    private readonly FakeTenant tenant = new();
    private readonly SetupUnderTest setup = new(GraphTenant.Open);
    private GraphServer server = null!;

    public async Task InitializeAsync() => server = await GraphServer.StartAsync(tenant);

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_connection_is_made_found_again_and_removed()
    {
        var app = tenant.AddApplication("Portal");
        for (var i = 0; i < 3; i++)
            tenant.Policies.All.Add(new(FakeTenant.Id(), $"theirs {i}", "{}"));

        var first = await ConnectAsync("--client-app", app);
        Assert.True(first.ExitCode == 0, first.Out + first.Error);
        var written = tenant.Writes.Count;
        var second = await ConnectAsync("--client-app", app, "--json");

        Assert.True(second.Json.GetProperty("nothingToDo").GetBoolean(), second.Out);
        Assert.Equal(written, tenant.Writes.Count);
        Assert.Equal(2_000, Assert.Single(tenant.Extensions.All).TimeoutMilliseconds);
        Assert.Equal([app], Assert.Single(tenant.Listeners.All).AppIds);

        var gone = await setup.DisconnectAsync("--graph-url", server.Url);
        Assert.True(gone.ExitCode == 0, gone.Out + gone.Error);
        Assert.Empty(tenant.Extensions.All);
        Assert.Empty(tenant.Listeners.All);
        Assert.Equal(3, tenant.Policies.All.Count);
        Assert.Equal("theirs", Assert.Single(Assert.Single(tenant.Registrations.All).Tags));
        Assert.False(tenant.Registrations.All[0].AcceptsMappedClaims);
    }

    [Fact]
    public async Task A_changed_flow_changes_extension_and_policy_only()
    {
        await ConnectAsync();
        tenant.Writes.Clear();

        var run = await ConnectAsync("--claim", "plan");

        Assert.True(run.ExitCode == 0, run.Out);
        Assert.Equal(["extensions.update", "policies.update"], tenant.Writes);
    }

    [Fact]
    public async Task An_update_sends_only_what_changes()
    {
        await ConnectAsync("--client-app", tenant.AddApplication("Portal", version: 2));

        var patch = server.Requests.Last(request => request.Line.StartsWith("PATCH /applications/", StringComparison.Ordinal)).Body!;
        Assert.Equal(["@odata.type", "api", "tags"], patch.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["acceptMappedClaims", "requestedAccessTokenVersion"], patch["api"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_request_bears_the_id_of_the_run_and_none_a_token()
    {
        var run = await ConnectAsync("--json");

        var id = run.Json.GetProperty("clientRequestId").GetString();
        Assert.All(server.Requests, request => Assert.Equal((id, null), (request.ClientRequestId, request.Authorization)));
    }

    [Fact]
    public async Task A_refusal_of_graph_is_told_with_its_request()
    {
        server.Statuses.Enqueue(403);

        var run = await ConnectAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Fake_Status", run.Out, StringComparison.Ordinal);
        Assert.Contains("request 0f0f0f0f-0000-4000-8000-000000000002", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_graph_that_is_not_there_is_told_in_words()
    {
        await server.DisposeAsync();

        var run = await ConnectAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("reading the tenant: no answer", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Permissions_are_granted_once()
    {
        var identity = FakeTenant.Id();
        tenant.Principals.All.Add(new(identity, FakeTenant.Id(), "id-actions"));
        string[] grant = ["graph", "grant", "--principal", identity, "--tenant", SetupUnderTest.TenantId, "--flow", SetupUnderTest.FlowFile, "--graph-url", server.Url];

        Assert.Equal(0, (await setup.RunAsync(grant)).ExitCode);
        Assert.Contains("Nothing to do", (await setup.RunAsync(grant)).Out, StringComparison.Ordinal);

        Assert.Equal((identity, FakeTenant.GroupsRole), (tenant.Principals.Granted[0].Id, Assert.Single(tenant.Principals.Granted).Grant.RoleId));
    }

    private Task<Run> ConnectAsync(params string[] options) => setup.ConnectAsync([.. options, "--graph-url", server.Url]);
}
