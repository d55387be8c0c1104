using System.Collections.Concurrent;
using ActionsFunctions.Actions;
using ActionsFunctions.Hosting;
using ActionsFunctions.Recording;
using ActionsFunctions.Settings;
using ActionsFunctions.Tests.Hosting;
using ActionsFunctions.Tests.Observing;
using ActionsFunctions.Tests.Upstreams;
using Azure.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Recording;

/// <summary>Recordings go into a blob container over TLS, as the app's identity, and no login waits for that. The server is as strict as the service.</summary>
public sealed class ContainerSinkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, byte[]> blobs = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_login_is_put_into_the_container_redacted_with_a_token_for_storage()
    {
        open.SetResult();
        await using var server = await TlsServer.StartAsync(HttpProtocols.Http1, PutBlobAsync);
        await using var caller = new TestApp();
        await using var app = App(server, caller, ("AZURE_CLIENT_ID", "the-app"));
        var login = caller.Login("""{"event":{"user":{"user_id":"auth0|MARK","email":"MARK@contoso.example"}}}""") with { CorrelationId = "0af7651916cd43dd" };
        await app.HandleAsync(login, CancellationToken.None);
        await arrived.Task.WaitAsync(Patience);
        var (name, file) = Assert.Single(blobs);
        Assert.Equal("/account/recordings/0af7651916cd43dd.login.json", name);
        Assert.NotNull(RecordedLoginFile.Read(file, out _));
        Assert.DoesNotContain("MARK", System.Text.Encoding.UTF8.GetString(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_hangs_delays_no_login_and_what_cannot_wait_is_dropped_and_counted()
    {
        using var recorder = new Recorder();
        await using var server = await TlsServer.StartAsync(HttpProtocols.Http1, PutBlobAsync);
        await using var caller = new TestApp();
        await using var app = App(server, caller, ("PostLogin:Capture:Most", "1000"));
        for (var i = 0; i < 40; i++)
            Assert.Equal(200, (await app.HandleAsync(caller.Login(), CancellationToken.None)).Status);
        Assert.Contains(recorder.Measured, item => item.Instrument.Name == "actions_functions.recordings" && item["actions_functions.recording.result"] == "Dropped");
        Assert.Empty(blobs);
        open.SetResult();
    }

    [Theory]
    [InlineData("https://account.blob.core.windows.net/recordings", "folder")]
    [InlineData("http://account.blob.core.windows.net/recordings", "")]
    [InlineData("https://account.blob.core.windows.net/", "")]
    [InlineData("https://account.blob.core.windows.net/recordings?sv=1&sig=x", "")]
    public void An_address_that_is_no_container_or_stands_beside_a_folder_stops_the_start(string container, string folder)
    {
        var fault = Assert.Throws<InvalidSettingsException>(() => new TestApp([
            new("PostLogin:Capture:ContainerUri", container), new("PostLogin:Capture:Folder", folder), new("PostLogin:Capture:Key", "a secret")]));
        Assert.Equal("PostLogin:Capture:ContainerUri", Assert.Single(fault.Faults).Key);
    }

    private static WebhookApp App(TlsServer server, TestApp caller, params (string Key, string Value)[] more) => WebhookApp.Create(
        new ConfigurationBuilder().AddInMemoryCollection([
            new("IdentityProviders:Auth0:SigningSecrets:0", TestApp.Secret),
            new("PostLogin:Actions:0:Name", "one"),
            new("PostLogin:Capture:ContainerUri", $"{server.Url}/account/recordings"),
            new("PostLogin:Capture:Key", "a secret"),
            new("PostLogin:Capture:Percent", "100"),
            .. more.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)),
        ]).Build(),
        new()
        {
            Clock = caller.Clock,
            ActionTypes = [new ActionType("one", _ => InlineAction.Of(static (_, _) => { }))],
            Upstreams = new() { ConfigureHandler = TlsServer.Trust(server.Thumbprint), ManagedIdentity = id => new Identity(id ?? "system", caller.Clock) },
        });

    // What Put Blob demands; anything else is refused, and so is a blob that is there.
    private async Task PutBlobAsync(HttpContext context)
    {
        await open.Task.WaitAsync(context.RequestAborted);
        var request = context.Request;
        var isPut = request is { Method: "PUT", Query.Count: 0, ContentLength: > 0 } && request.Headers["x-ms-blob-type"] == "BlockBlob"
            && request.Headers["x-ms-version"] == "2021-08-06" && request.Headers.IfNoneMatch == "*";
        var isApp = request.Headers.Authorization.ToString() is "Bearer the-app.https://storage.azure.com/.default";
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        context.Response.StatusCode = !isPut ? 400 : !isApp ? 403 : blobs.TryAdd(request.Path.Value!, body.ToArray()) ? 201 : 409;
        arrived.TrySetResult();
    }

    private sealed class Identity(string id, TimeProvider clock) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new($"{id}.{Assert.Single(requestContext.Scopes)}", clock.GetUtcNow().AddHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
