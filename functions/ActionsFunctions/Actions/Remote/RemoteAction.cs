using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Model;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Actions.Remote;

/// <summary>
/// An action that lives elsewhere, in any language: request and answer as <c>POST /actions/{type}</c>. What it asks for is checked here as if it had
/// been said here, and all of it counts or nothing.
/// </summary>
[PostLoginAction("remote")]
public sealed class RemoteAction : IContinuePostLoginAction
{
    private readonly RemoteSettings settings;
    private readonly UpstreamClient remote;

    /// <summary>From its flow entry's settings.</summary>
    public RemoteAction(ActionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = RemoteSettings.Read(settings);
        remote = settings.Upstreams.Backend(this.settings.Url, credentials: null);
    }

    /// <inheritdoc />
    public bool CanRehearse => true;

    /// <inheritdoc />
    public bool HasSideEffects => true;

    /// <inheritdoc />
    public bool ReadsEventOnly => true;

    /// <inheritdoc />
    public string? Reads(PostLoginEvent login) => $"{settings.Url.AbsoluteUri} {login.Json.GetRawText()}";

    /// <inheritdoc />
    public Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken) => AskAsync(login, api, resuming: false, cancellationToken);

    /// <inheritdoc />
    public Task ContinueAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken) => AskAsync(login, api, resuming: true, cancellationToken);

    private async Task AskAsync(PostLoginEvent login, PostLoginApi api, bool resuming, CancellationToken cancellationToken)
    {
        var key = settings.FunctionKey is { } secret ? (await secret.ReadAsync(cancellationToken)).Current : null;
        var request = new UpstreamRequest(HttpMethod.Post, settings.Url)
        {
            Body = JsonBody.Bytes((login.Json, resuming), static (json, call) => WriteRequest(json, call.Json, call.resuming)),
            Header = key is null ? null : ("x-functions-key", key),
            // A continuation is another request about the same login.
            IdempotencyKey = resuming ? $"{api.IdempotencyKey}.continued" : api.IdempotencyKey,
        };
        var answer = await remote.SendAsync(request, new(() => api.TimeLeft), cancellationToken);
        if (answer.Failure.Any)
            api.Fail(answer.Failure.Code);
        else if (!answer.TryReadJson(out var document) || RemoteAnswer.Read(document) is not { } said)
            api.Fail("remote-answer-malformed");
        else if (said.Failed)
            api.Fail("remote-failed");
        else
            Say(api, said.Commands);
    }

    private static void Say(PostLoginApi api, IReadOnlyList<Command> commands)
    {
        foreach (var command in commands)
        {
            if (api.TrySay(command) is null)
                continue;
            api.Fail("remote-command-refused");
            return;
        }
    }

    // Only one action is asked, so the name in the continuation only says that there is one.
    private static void WriteRequest(Utf8JsonWriter json, JsonElement login, bool resuming)
    {
        json.WriteStartObject();
        json.WritePropertyName("event"u8);
        login.WriteTo(json);
        if (resuming)
        {
            json.WriteStartObject("continuation"u8);
            json.WriteString("action"u8, "remote"u8);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
