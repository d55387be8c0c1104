using System.Text;
using ActionsFunctions.Hosting;
using ActionsFunctions.Recording;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Fuzz.Targets;

/// <summary>Recorded logins: read and played again, or refused with a reason.</summary>
internal sealed class RecordingTarget : ITarget
{
    private static readonly byte[] File = """
        {"format":"actionsfunctions-login/1","provider":"auth0","flow":"0123456789ab","event":{"user":{"user_id":"auth0|1","email":"a@contoso.example","app_metadata":{"roles":["premium"]}},"stats":{"logins_count":1}},
        "upstream":[{"action":"graph-groups","status":200,"fault":"None","body":{"value":[{"id":"1","displayName":"A","securityEnabled":true}]}},{"action":"graph-groups","status":429,"fault":"Throttled","body":null}],
        "outcome":{"decision":"continue","actions":["graph-groups succeeded"],"commands":["idToken.setCustomClaim"]}}
        """u8.ToArray();

    private readonly WebhookApp app = WebhookApp.Create(
        new ConfigurationBuilder().AddInMemoryCollection(FuzzedFlow.Settings("http://127.0.0.1:9")).AddInMemoryCollection([new("PostLogin:Actions:6:Name", "graph-groups")]).Build(),
        new() { ActionTypes = [.. new WebhookAppOptions().ActionTypes, .. FuzzedFlow.Types] });

    public string Name => "recorded-login";

    public int Share => 2;

    public async Task<string?> PlayAsync(Chance chance)
    {
        var bytes = Encoding.UTF8.GetBytes(new JsonMutation(chance).Apply(File, 4));
        if (chance.OneIn(10))
            bytes = ByteMutation.Apply(bytes, chance);
        if (RecordedLoginFile.Read(bytes, out var fault) is not { } login)
            return fault.Length > 0 ? null : "refused without a reason";
        var again = await FlowReplay.RunAsync(app.Flow, login, CancellationToken.None);
        var written = RecordedLoginFile.Write(login);
        return again.Actions.Count == app.Flow.Actions.Count && RecordedLoginFile.Read(written, out var lost) is not null | lost.Length == 0 ? null : "what was read cannot be written and read again";
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
