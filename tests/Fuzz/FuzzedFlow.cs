using System.Text.Json;
using ActionsFunctions.Actions;
using ActionsFunctions.Model;
using ActionsFunctions.Tests.Adversarial;

namespace ActionsFunctions.Fuzz;

/// <summary>A flow that reads all of an event, and says what the event's own texts make it say.</summary>
internal static class FuzzedFlow
{
    public static IReadOnlyList<ActionType> Types { get; } = [new("reader", _ => new Reader()), new("sayer", _ => new Sayer())];

    public static Dictionary<string, string?> Settings(string upstream) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Graph:BaseUrl"] = $"{upstream}/v1.0",
        ["Graph:Credential"] = "ClientSecret",
        ["Graph:TokenEndpoint"] = $"{upstream}/token",
        ["Graph:ClientId"] = "app",
        ["Graph:ClientSecret"] = "s",
        ["PostLogin:Actions:0:Name"] = "reader",
        ["PostLogin:Actions:1:Name"] = "event-claims",
        ["PostLogin:Actions:1:Settings:Claims:0:Path"] = "/user",
        ["PostLogin:Actions:1:Settings:Claims:0:Name"] = "https://actions.example/user",
        ["PostLogin:Actions:1:Settings:Claims:1:Path"] = "/user/email",
        ["PostLogin:Actions:1:Settings:Claims:1:Name"] = "https://actions.example/mail",
        ["PostLogin:Actions:1:Settings:Claims:2:Path"] = "/request",
        ["PostLogin:Actions:1:Settings:Claims:2:Name"] = "https://actions.example/request",
        ["PostLogin:Actions:2:Name"] = "premium-flag",
        ["PostLogin:Actions:3:Name"] = "backend-profile",
        ["PostLogin:Actions:3:FreshFor"] = "00:01:00",
        ["PostLogin:Actions:3:Settings:Url"] = upstream + "/people/{user.user_id}?email={user.email}",
        ["PostLogin:Actions:4:Name"] = "sayer",
        ["PostLogin:Actions:4:After:0"] = "reader",
        ["PostLogin:Actions:5:Name"] = "late-reader",
        ["PostLogin:Actions:5:Type"] = "reader",
        ["PostLogin:Actions:5:After:0"] = "sayer",
        ["PostLogin:Actions:5:When:Logins:0"] = "interactive",
        ["PostLogin:Actions:5:When:Not:Paths:0:Path"] = "/user/app_metadata/level",
        ["PostLogin:Actions:5:When:Not:Paths:0:Equals"] = "7",
    };

    private sealed class Reader : IPostLoginAction
    {
        public Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
        {
            EventReader.Read(login);
            return Task.CompletedTask;
        }
    }

    private sealed class Sayer : IPostLoginAction
    {
        public Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
        {
            var chance = new Chance(0, login.Json.GetRawText(), 0);
            var texts = new List<string>(HostileText.All);
            Collect(login.Json, texts);
            for (var i = chance.Below(8); i > 0; i--)
            {
                try
                {
                    Say(api, chance, texts);
                }
                catch (ArgumentException)
                {
                    // What no command can hold is refused when it is said.
                }
            }

            return chance.Below(24) switch
            {
                0 => throw new InvalidOperationException(HostileText.Canary),
                1 => Task.FromException(new IOException(HostileText.Canary)),
                2 => Task.FromCanceled(new(canceled: true)),
                _ => Task.CompletedTask,
            };
        }

        private static void Say(PostLoginApi api, Chance chance, List<string> texts)
        {
            ClaimValue value = chance.Below(8) switch
            {
                0 => ClaimValue.Null,
                1 => true,
                2 => long.MaxValue,
                3 => ClaimValue.Of([chance.Of(texts), chance.Of(texts)]),
                4 => JsonElement.Parse("""{"a":[{"b":null},1e400,"\u0000"]}"""),
                5 => new string('x', chance.Of([10, 2_000, 30_000])),
                _ => chance.Of(texts),
            };
            _ = chance.Below(12) switch
            {
                0 => api.User.SetAppMetadata(chance.Of(texts), value),
                1 => api.User.SetUserMetadata(chance.Of(texts), value),
                2 => api.Transaction.SetMetadata(chance.Of(texts), chance.Of(texts)),
                3 => chance.OneIn(4) ? api.Access.Deny(chance.Of(texts)) : api,
                4 => chance.OneIn(4) ? api.Redirect.SendUserTo(chance.Of(texts)) : api,
                5 => api.ReportLost(chance.Of(texts), chance.Of(texts)),
                _ => api.SetCustomClaim(chance.Of([Tokens.Id, Tokens.Access, Tokens.Both]), chance.Of(texts), value),
            };
            if (chance.OneIn(20))
                api.Fail(chance.Of(texts));
            api.Cache.Set(chance.Of(texts), chance.Of(texts));
        }

        private static void Collect(JsonElement json, List<string> texts)
        {
            if (json.ValueKind == JsonValueKind.String)
                texts.Add(json.GetString()!);
            else if (json.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in json.EnumerateArray())
                    Collect(item, texts);
            }
            else if (json.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in json.EnumerateObject())
                {
                    texts.Add(member.Name);
                    Collect(member.Value, texts);
                }
            }
        }
    }
}
