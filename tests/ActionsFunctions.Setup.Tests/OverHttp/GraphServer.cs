using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ActionsFunctions.Setup.Tests.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Setup.Tests.OverHttp;

/// <summary>A <see cref="FakeTenant"/> behind Microsoft Graph's routes, on a free port of loopback: what the SDK really sends meets what Graph's reference says.</summary>
internal sealed class GraphServer(FakeTenant tenant) : IAsyncDisposable
{
    private WebApplication? app;

    public FakeTenant Tenant { get; } = tenant;

    public string Url { get; private set; } = "";

    /// <summary>Every request: method, path, body, client-request-id.</summary>
    public ConcurrentQueue<(string Line, JsonNode? Body, string? ClientRequestId, string? Authorization)> Requests { get; } = new();

    /// <summary>Statuses to come, in place of an answer.</summary>
    public ConcurrentQueue<int> Statuses { get; } = new();

    public static async Task<GraphServer> StartAsync(FakeTenant tenant)
    {
        var server = new GraphServer(tenant);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        server.app = builder.Build();
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        server.Url = server.app.Urls.First() + "/v1.0";
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var body = request.ContentLength > 0 ? await JsonNode.ParseAsync(request.Body) : null;
        var line = $"{request.Method} {Uri.UnescapeDataString(request.Path.Value!["/v1.0".Length..])}";
        Requests.Enqueue((line, body, request.Headers["client-request-id"], request.Headers.Authorization.FirstOrDefault()));
        var answer = Statuses.TryDequeue(out var status) ? GraphRoutes.Error(status, "Fake_Status") : await new GraphRoutes(Tenant, Url).AnswerAsync(line, request, body);
        context.Response.StatusCode = answer.Status;
        if (answer.Body is null)
            return;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Body.ToJsonString());
    }
}
