using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using ActionsFunctions.Settings;
using ActionsFunctions.Upstreams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Tests.Upstreams;

/// <summary>A scripted upstream on a free loopback port: it records what arrives and answers what the test says.</summary>
internal sealed class UpstreamStub : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<StubRequest> requests = new();

    private UpstreamStub(WebApplication app) => this.app = app;

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Url => app.Urls.Single().TrimEnd('/');

    public IReadOnlyList<StubRequest> Requests => [.. requests];

    /// <summary>The requests that were not for a token.</summary>
    public IReadOnlyList<StubRequest> Calls => [.. requests.Where(request => !request.IsToken)];

    public int TokensAskedFor => requests.Count(request => request.IsToken);

    public static Task<UpstreamStub> StartAsync(Func<StubRequest, StubAnswer> script) => StartAsync(request => Task.FromResult(script(request)));

    public static async Task<UpstreamStub> StartAsync(Func<StubRequest, Task<StubAnswer>> script)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = builder.Build();
        var stub = new UpstreamStub(server);
        server.Run(context => stub.AnswerAsync(context, script));
        await server.StartAsync(CancellationToken.None);
        return stub;
    }

    /// <summary>Clients with this stub as Graph, as token endpoint and, by its URL, as backend.</summary>
    public UpstreamClients Clients(UpstreamOptions? options = null, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Graph:BaseUrl"] = $"{Url}/v1.0",
            ["Graph:Credential"] = "ClientSecret",
            ["Graph:TokenEndpoint"] = $"{Url}/token",
            ["Graph:ClientId"] = "app",
            ["Graph:ClientSecret"] = "s3cret",
        };
        foreach (var (key, value) in more)
            settings[key] = value;
        var faults = new SettingFaults();
        var clients = UpstreamClients.Create(new(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), "", faults), LiteralSecrets.Instance, options);
        faults.ThrowIfAny();
        return clients;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, Func<StubRequest, Task<StubAnswer>> script)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new StubRequest(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync(context.RequestAborted));
        requests.Enqueue(request);
        var answer = await script(request);
        if (answer.Broken)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers.Append(name, value);
        if (answer.Bytes.Length > 0)
            await context.Response.Body.WriteAsync(answer.Bytes, context.RequestAborted);
    }
}

/// <summary>A request as it arrived.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query, as sent on the wire.</param>
/// <param name="Headers">Headers by name.</param>
/// <param name="Body">The body as text.</param>
internal sealed record StubRequest(string Method, string Target, Dictionary<string, string> Headers, string Body)
{
    /// <summary>The stub's own scheme, host and port: links in answers are absolute.</summary>
    public string Origin => $"http://{Header("Host")}";

    public bool IsToken => Target == "/token";

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}

/// <summary>What the stub says.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Bytes">The body.</param>
/// <param name="Headers">More headers.</param>
internal sealed record StubAnswer(int Status, byte[] Bytes, params (string Name, string Value)[] Headers)
{
    public StubAnswer(int status, string body = "", params (string Name, string Value)[] headers) : this(status, Encoding.UTF8.GetBytes(body), headers)
    {
    }

    /// <summary>The connection is broken instead of an answer.</summary>
    public bool Broken { get; init; }

    public static StubAnswer Ok(string json) => new(200, json);

    public static StubAnswer Token(string value = "t1", double expiresIn = 3600) =>
        new(200, string.Create(CultureInfo.InvariantCulture, $$"""{"token_type":"Bearer","access_token":"{{value}}","expires_in":{{expiresIn}}}"""));
}
