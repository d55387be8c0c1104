using System.Text;
using System.Text.Json;
using ActionsFunctions.Local.Hosting;

namespace ActionsFunctions.Tests.Local.ConsoleApi;

/// <summary>A local server and the requests of its console's page.</summary>
internal sealed class ConsoleFixture : IAsyncDisposable
{
    private readonly LocalServer server;
    private readonly HttpClient http;

    private ConsoleFixture(LocalServer server)
    {
        this.server = server;
        http = new() { BaseAddress = server.Address };
    }

    public Uri Address => server.Address;

    public static async Task<ConsoleFixture> StartAsync(params (string Key, string? Value)[] settings) => new(await RunningServer.StartAsync(settings));

    /// <summary>A request as the page makes it; headers that a test names replace its own, null leaves one out.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["x-console"] = "1" };
        foreach (var (name, value) in headers)
            all[name] = value;
        foreach (var (name, value) in all.Where(header => header.Value is not null))
            request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request);
    }

    /// <summary>The document of a run.</summary>
    public async Task<JsonElement> RunAsync(string body, int status = 200)
    {
        using var answer = await SendAsync(HttpMethod.Post, "console/api/run", body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, text);
        return JsonElement.Parse(text);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }
}
