using System.Text.Json;
using ActionsFunctions.Actions;
using ActionsFunctions.Model;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Running;

/// <summary>What an action that was abandoned can still reach.</summary>
public sealed class AbandonedActionTests
{
    [Fact]
    public async Task An_abandoned_action_that_keeps_reading_never_sees_another_login()
    {
        var (started, others) = (new TaskCompletionSource(), new TaskCompletionSource());
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Task? reading = null;
        var action = new InlineAction((login, api, _) =>
        {
            if (User(login) != "auth0|first")
            {
                api.IdToken.SetCustomClaim("https://actions.example/user", User(login));
                return Task.CompletedTask;
            }

            void Read()
            {
                while (!others.Task.IsCompleted)
                {
                    seen.Add(User(login));
                    seen.Add(login.Json.GetProperty("user").GetProperty("user_id").GetString()!);
                    api.IdToken.SetCustomClaim("https://actions.example/user", User(login));
                    started.TrySetResult();
                }
            }

            reading = Task.Run(Read, CancellationToken.None);
            return reading;
        });
        await using var app = new TestApp([new("PostLogin:Actions:0:Name", "reader"), new("PostLogin:Actions:0:Timeout", "00:00:01")], new ActionType("reader", _ => action));
        var abandoned = app.SendAsync(app.Login(Body("auth0|first")));
        await started.Task;
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("timed-out", (await abandoned).Body, StringComparison.Ordinal);

        for (var i = 0; i < 500; i++)
        {
            var (_, answer) = await app.SendAsync(app.Login(Body($"auth0|{i}")));
            Assert.Equal($"auth0|{i}", JsonElement.Parse(answer).GetProperty("claims").GetProperty("idToken").GetProperty("https://actions.example/user").GetString());
        }

        others.SetResult();
        // Sealed: what it says after its time throws, and is heard by nobody.
        await Record.ExceptionAsync(() => reading!);
        Assert.Equal(["auth0|first"], seen);
    }

    private static string User(PostLoginEvent login) => login.User!.Value.UserId!;

    private static string Body(string userId) => $$"""{"event":{"user":{"user_id":"{{userId}}"} } }""";
}
