using System.Collections.Concurrent;
using ActionsFunctions.Settings;
using ActionsFunctions.Upstreams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Testing.Upstreams;

/// <summary>A scripted upstream on a free loopback port: it records what arrives over real HTTP and answers what the test says.</summary>
public sealed class UpstreamStub : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<StubRequest> requests = new();
    private readonly Lazy<UpstreamClients> own;

    private UpstreamStub(WebApplication app)
    {
        this.app = app;
        own = new(() => Clients());
    }

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Url => app.Urls.Single().TrimEnd('/');

    /// <summary>Everything that arrived, in order.</summary>
    public IReadOnlyList<StubRequest> Requests => [.. requests];

    /// <summary>The requests that were not for a token.</summary>
    public IReadOnlyList<StubRequest> Calls => [.. requests.Where(request => !request.IsToken)];

    /// <summary>How many requests were for a token.</summary>
    public int TokensAskedFor => requests.Count(request => request.IsToken);

    /// <summary>Settings with this stub as Graph and as token endpoint. A backend is named by its own settings, with <see cref="Url"/>.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
    {
        ["Graph:BaseUrl"] = $"{Url}/v1.0",
        ["Graph:Credential"] = "ClientSecret",
        ["Graph:TokenEndpoint"] = $"{Url}/token",
        ["Graph:ClientId"] = "app",
        ["Graph:ClientSecret"] = "s3cret",
    };

    /// <summary>Clients with <see cref="Settings"/>, which end with this stub.</summary>
    internal UpstreamClients OwnClients => own.Value;

    /// <summary>Starts one that answers by this script.</summary>
    public static Task<UpstreamStub> StartAsync(Func<StubRequest, StubAnswer> script) => StartAsync(request => Task.FromResult(script(request)));

    /// <summary>Starts one that answers by this script, and may take its time.</summary>
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

    /// <summary>Starts one that gives an access token to whoever asks for one, and answers everything else by this script.</summary>
    public static Task<UpstreamStub> StartWithTokensAsync(Func<StubRequest, StubAnswer> script) =>
        StartAsync(request => request.IsToken ? StubAnswer.Token() : script(request));

    /// <summary>Clients with <see cref="Settings"/> and whatever else is given.</summary>
    public UpstreamClients Clients(UpstreamOptions? options = null, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>(Settings, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in more)
            settings[key] = value;
        var faults = new SettingFaults();
        var clients = UpstreamClients.Create(new(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), "", faults), LiteralSecrets.Instance, options);
        faults.ThrowIfAny();
        return clients;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (own.IsValueCreated)
            own.Value.Dispose();
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
