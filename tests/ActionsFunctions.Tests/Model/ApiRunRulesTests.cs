using ActionsFunctions.Model;

namespace ActionsFunctions.Tests.Model;

/// <summary>What an action cannot say now, because of what it said before or of the login: the last call that is heard, and the first that is not.</summary>
public sealed class ApiRunRulesTests
{
    private const string WithUser = """{"user":{"user_id":"a","app_metadata":{"old":1},"user_metadata":{"old":1}},"transaction":{"protocol":"oauth2-password"}}""";

    internal static readonly (string Text, string Login, int Heard, Action<PostLoginApi, int> Call)[] Table =
    [
        ("api.accessToken.addScope: no more than 1000 scopes can be added", "{}", 1000, (api, i) => api.AccessToken.AddScope($"s{i}")),
        ("api.authentication.recordMethod: a method is recorded only when the flow is resumed", "{}", 0, (api, _) => api.Authentication.RecordMethod("https://a.example")),
        ("api.authentication.setPrimaryUser: the primary user is set once", "{}", 1, (api, i) => api.Authentication.SetPrimaryUser($"u{i}")),
        ("api.prompt.render: one form, and not together with a redirect", "{}", 1, (api, i) => api.Prompt.Render($"ap_{i}")),
        ("api.redirect.sendUserTo: a redirect is not possible together with a form", "{}", 1, (api, i) => _ = i == 0 ? api.Prompt.Render("ap") : api.Redirect.SendUserTo("https://a.example")),
        ("api.prompt.render: one form, and not together with a redirect", "{}", 2, (api, i) => _ = i < 2 ? api.Redirect.SendUserTo("https://a.example") : api.Prompt.Render("ap")),
        ("api.refreshToken.revoke: a refresh token is revoked only while it is exchanged", WithUser, 0, (api, _) => api.RefreshToken.Revoke("why")),
        ("api.session.setMetadata: session metadata holds 25 keys", "{}", 25, (api, i) => api.Session.SetMetadata($"k{i}", "v")),
        ("api.session.setMetadata: session metadata holds 25 keys", """{"session":{"metadata":{"k0":"old","other":"v"}}}""", 24, (api, i) => api.Session.SetMetadata($"k{i}", "v")),
        ("api.samlResponse.setAttribute: a SAML response holds 100 attributes", "{}", 100, (api, i) => api.SamlResponse.SetAttribute($"a{i}", "v")),
        ("api.transaction.setMetadata: transaction metadata holds 16 KB", "{}", 2, (api, i) => api.Transaction.SetMetadata($"{i}", new string('v', i == 2 ? 0 : 8_187))),
        ("api.transaction.setMetadata: transaction metadata holds 16 KB", $$$$"""{"transaction":{"metadata":{"old":"{{{{new string('v', 8_000)}}}}"}}}""", 1, (api, i) => api.Transaction.SetMetadata($"{i}", new string('v', 8_000))),
        ("api.user.setAppMetadata: a login can write 32 kB of metadata", WithUser, 1, (api, i) => api.User.SetAppMetadata($"{i}", new string('v', i == 1 ? 0 : 32_763))),
        ("api.user.setUserMetadata: a login can write 32 kB of metadata", WithUser, 1, (api, i) => api.User.SetUserMetadata($"{i}", new string('v', i == 1 ? 0 : 32_763))),
        ("api.user.setAppMetadata: the metadata that is there is no object, and nothing can be merged into it", """{"user":{"user_id":"a","app_metadata":[]}}""", 0, (api, i) => api.User.SetAppMetadata($"{i}", 1)),
        ("api.user.setUserMetadata: the metadata that is there is no object, and nothing can be merged into it", """{"user":{"user_id":"a","user_metadata":1}}""", 0, (api, i) => api.User.SetUserMetadata($"{i}", 1)),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_first_call_too_many_is_refused_with_its_reason(int row)
    {
        var (text, login, heard, call) = Table[row];
        var api = new ApiUnderTest(login).Api;
        for (var i = 0; i < heard; i++)
            call(api, i);
        Assert.Equal(text, Assert.Throws<InvalidOperationException>(() => call(api, heard)).Message);
    }

    internal static readonly (string Login, Action<PostLoginApi, int> Call)[] Repeatable =
    [
        ("""{"session":{"metadata":{"old":"v"}}}""", (api, i) => api.Session.SetMetadata("same", $"{i}")),
        ("""{"session":{"metadata":{"old":"v"}}}""", (api, i) => api.Session.SetMetadata("old", $"{i}")),
        ("{}", (api, i) => api.SamlResponse.SetAttribute("same", i)),
        ($$$$"""{"transaction":{"metadata":{"old":"{{{{new string('v', 16_000)}}}}"}}}""", (api, _) => api.Transaction.SetMetadata("old", new string('w', 8_000))),
        ("""{"user":{"user_id":"a","user_metadata":"text"}}""", (api, _) => api.User.SetAppMetadata("same", new string('w', 30_000))),
        ("""{"user":{"user_id":"a","app_metadata":"text"}}""", (api, _) => api.User.SetUserMetadata("same", new string('w', 30_000))),
        ("""{"transaction":{"protocol":"oauth2-refresh-token"}}""", (api, i) => api.RefreshToken.Revoke($"{i}")),
        ("{}", (api, _) => api.Redirect.SendUserTo("https://a.example")),
    ];

    public static TheoryData<int> RepeatableRows => [.. Enumerable.Range(0, Repeatable.Length)];

    [Theory]
    [MemberData(nameof(RepeatableRows))]
    public void Writing_the_same_key_again_takes_no_more_room(int row)
    {
        var (login, call) = Repeatable[row];
        var test = new ApiUnderTest(login);
        for (var i = 0; i < 120; i++)
            call(test.Api, i);
        Assert.Equal(120, test.Recorded.Split("] ").Length);
    }

    [Fact]
    public void A_thousand_scopes_removed_leave_room_for_one_added()
    {
        var api = new ApiUnderTest().Api;
        for (var i = 0; i < 1_001; i++)
            api.AccessToken.RemoveScope($"s{i}");
        api.AccessToken.AddScope("s");
    }

    [Fact]
    public void What_is_said_counts_128_bytes_and_its_arguments_and_32_MiB_are_heard()
    {
        var exact = new CommandRecorder();
        exact.Record(Of(32 * 1024 * 1024 - 2 * 128 - 4));
        exact.Record(new("access.deny", ["ab"]));
        Assert.Null(exact.Failure);
        Assert.Equal("The action says more than it may.", Assert.Throws<InvalidOperationException>(() => exact.Record(new("session.evictMetadata", []))).Message);
        Assert.Equal("too-much-said", exact.Failure);
        Assert.Equal(2, exact.Seal().Count);

        static Command Of(int bytes) => new("access.deny", [new string('x', bytes - 2)]);
    }

    [Fact]
    public void The_first_failure_counts_and_after_the_end_nothing_is_heard()
    {
        var recorder = new CommandRecorder();
        recorder.Fail("first");
        recorder.Fail("second");
        recorder.Record(new("access.deny", ["why"]));
        Assert.Equal("first", recorder.Failure);
        Assert.Equal(["access.deny"], recorder.Seal().Select(command => command.Method));
        const string late = "The action's time is over: what it says now is not heard.";
        Assert.Equal(late, Assert.Throws<OperationCanceledException>(() => recorder.Record(new("access.deny", ["late"]))).Message);
        Assert.Equal(late, Assert.Throws<OperationCanceledException>(() => recorder.Fail("late")).Message);
        Assert.Equal(["access.deny"], recorder.Seal().Select(command => command.Method));
    }
}
