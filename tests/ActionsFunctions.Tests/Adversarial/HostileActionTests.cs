using System.Text.Json;
using ActionsFunctions.Actions;
using ActionsFunctions.Model;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>Actions that do what no action should: each costs its own outcome, and nobody else's claims nor the answer.</summary>
public sealed class HostileActionTests
{
    private const string Claim = "https://actions.example/bad";
    private static readonly KeyValuePair<string, string?>[] Flow = [new("PostLogin:Actions:0:Name", "bad"), new("PostLogin:Actions:1:Name", "good")];
    private static readonly ActionType Good = new("good", _ => InlineAction.Of((_, api) => api.SetCustomClaim(Tokens.Both, "https://actions.example/good", true)));

    /// <summary>What the bad action does, and its outcome.</summary>
    public static IReadOnlyDictionary<string, (Func<PostLoginEvent, PostLoginApi, CancellationToken, Task> Run, string Outcome)> Rows { get; } =
        new Dictionary<string, (Func<PostLoginEvent, PostLoginApi, CancellationToken, Task>, string)>(StringComparer.Ordinal)
        {
            ["throws"] = ((_, _, _) => throw new InvalidOperationException("secret"), "failed"),
            ["throws later"] = (async (_, _, _) => { await Task.Yield(); throw new InvalidOperationException("secret"); }, "failed"),
            ["throws after it said something"] = ((_, api, _) => { api.SetCustomClaim(Tokens.Both, Claim, 1); throw new IOException(); }, "failed"),
            ["gives no task at all"] = ((_, _, _) => Nothing<Task>()!, "failed"),
            ["asks for more memory than an array can have"] = ((_, _, _) => Task.FromResult(new byte[int.MaxValue]), "failed"),
            ["denies and then throws"] = ((_, api, _) => { api.Access.Deny("no"); throw new InvalidOperationException("secret"); }, "failed"),
            ["gives up and then denies"] = ((_, api, _) => { api.Fail("broken"); api.Access.Deny("no"); return Task.CompletedTask; }, "failed"),
            ["gives a task that was cancelled by nobody"] = ((_, _, _) => Task.FromCanceled(new(canceled: true)), "failed"),
            ["fills memory as far as it may"] = ((_, api, _) => Say(api, Claim, new string('x', 4_000_000)), "succeeded"),
            ["fills memory with what it says"] = ((_, api, _) => { var much = new string('x', 1_000_000); for (var i = 0; i < 100; i++) api.SetCustomClaim(Tokens.Id, Claim, much); return Task.CompletedTask; }, "failed"),
            ["fills memory with what it says, and hides what comes of that"] = ((_, api, _) => { var much = new string('x', 1_000_000); for (var i = 0; i < 100; i++) Record.Exception(() => api.SetCustomClaim(Tokens.Id, Claim, much)); return Task.CompletedTask; }, "failed"),
            ["fills memory with what it reports lost"] = ((_, api, _) => { var much = new string('x', 1_000_000); for (var i = 0; i < 100; i++) api.ReportLost(Claim, much); return Task.CompletedTask; }, "failed"),
            ["fills its cache"] = ((_, api, _) => { for (var i = 0; i < 1_000; i++) api.Cache.Set($"k{i}", new string('x', 4_000)); return Task.CompletedTask; }, "succeeded"),
            ["says a hundred thousand things"] = ((_, api, _) => { for (var i = 0; i < 100_000; i++) api.SetCustomClaim(Tokens.Id, Claim, i); return Task.CompletedTask; }, "succeeded"),
            ["sets a reserved claim"] = ((_, api, _) => Say(api, "sub", "somebody else"), "succeeded"),
            ["sets a claim of Auth0's own"] = ((_, api, _) => Say(api, "https://auth0.com/roles", "admin"), "succeeded"),
            ["sets the scope"] = ((_, api, _) => Say(api, "scope", "admin"), "failed"),
            ["sets a claim without a name"] = ((_, api, _) => Say(api, "", 1), "failed"),
            ["sets a number that is none"] = ((_, api, _) => Say(api, Claim, double.NaN), "failed"),
            ["sets half of a surrogate pair, which is written as U+FFFD"] = ((_, api, _) => Say(api, Claim, "\ud800"), "succeeded"),
            ["hides what went wrong"] = ((_, api, _) => { try { api.Access.Deny(""); } catch (ArgumentException) { } return Task.CompletedTask; }, "succeeded"),
            ["writes metadata of a megabyte"] = ((_, api, _) => { api.Transaction.SetMetadata("k", new string('x', 1_000_000)); return Task.CompletedTask; }, "failed"),
            ["casts the secrets to change them"] = ((login, _, _) => { ((IDictionary<string, string>)login.Secrets)["k"] = "planted"; return Task.CompletedTask; }, "failed"),
        };

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_an_action_does_costs_no_other_its_claims(string name)
    {
        var (run, outcome) = Rows[name];
        await using var app = new TestApp(Flow, new ActionType("bad", _ => new InlineAction(run)), Good);
        var (status, body) = await app.SendAsync(app.Login());
        var answer = JsonElement.Parse(body);
        Assert.Equal(200, status);
        Assert.Equal((outcome, "succeeded"), (Outcome(answer, 0), Outcome(answer, 1)));
        Assert.True(answer.GetProperty("claims").GetProperty("idToken").GetProperty("https://actions.example/good").GetBoolean());
        Assert.False(answer.GetProperty("claims").GetProperty("idToken").TryGetProperty("sub", out _));
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_goes_on_past_its_cancellation_is_not_waited_for_and_denies_nobody_later()
    {
        var late = new TaskCompletionSource();
        var said = new TaskCompletionSource<Exception?>();
        var bad = new ActionType("bad", _ => new InlineAction(async (_, api, _) =>
        {
            await late.Task;
            said.SetResult(Record.Exception(() => api.Access.Deny("too late")));
        }));
        await using var app = new TestApp(Flow, bad, Good);
        var sending = app.SendAsync(app.Login());
        await app.Clock.WhenArmedAsync(1);
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        var (_, body) = await sending;
        late.SetResult();
        Assert.IsType<OperationCanceledException>(await said.Task);
        var answer = JsonElement.Parse(body);
        Assert.Equal("continue", answer.GetProperty("decision").GetString());
        Assert.Equal("timed-out", Outcome(answer, 0));
    }

    private static string? Outcome(JsonElement answer, int index) => answer.GetProperty("actions")[index].GetProperty("outcome").GetString();

    private static T? Nothing<T>() where T : class => null;

    private static Task Say(PostLoginApi api, string name, ClaimValue value)
    {
        api.SetCustomClaim(Tokens.Both, name, value);
        return Task.CompletedTask;
    }
}
