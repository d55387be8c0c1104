using System.Net.Http.Headers;
using System.Text.Json;

namespace ActionsFunctions.Benchmarks.Rivals;

/// <summary>Written by hand for this one flow: the calls at the same time over kept connections, one token, and no deadline, retry, limit or cache.</summary>
internal sealed class ParallelServer(string upstream, int calls) : IDisposable
{
    private readonly CallerCheck caller = new();
    private readonly HttpClient http = new();
    private readonly Lock gate = new();
    private Task<string>? token;

    public void Dispose() => http.Dispose();

    public async Task HandleAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context.Request) is not { } body || !caller.Accepts(context.Request, body))
        {
            context.Response.StatusCode = 401;
            return;
        }

        var login = JsonElement.Parse(body).GetProperty("event");
        var user = Uri.EscapeDataString(login.GetProperty("user").GetProperty("user_id").GetString()!);
        var asked = new List<Task<Entry>>
        {
            GroupsAsync(user),
            BackendAsync("backend-profile", $"{upstream}/people/{user}", "https://actions.example/profile"),
        };
        if (calls > 2)
            asked.Add(BackendAsync("plan", $"{upstream}/plans/{user}", "https://actions.example/plan"));
        await LoginAnswer.WriteAsync(context.Response, login.GetProperty("transaction").GetProperty("id").GetString()!, await Task.WhenAll(asked));
    }

    private async Task<Entry> GroupsAsync(string user)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"{upstream}/v1.0/users/{user}/transitiveMemberOf/microsoft.graph.group?$select=id,displayName,securityEnabled&$count=true&$top=999");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync());
        request.Headers.Add("ConsistencyLevel", "eventual");
        using var response = await http.SendAsync(request);
        var json = JsonElement.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync());
        var names = json.GetProperty("value").EnumerateArray().Select(group => group.GetProperty("displayName").GetString()!).Order(StringComparer.Ordinal).ToArray();
        return new("graph-groups", "graph-groups", "https://actions.example/groups", JsonSerializer.SerializeToUtf8Bytes(names, RivalsJson.Default.StringArray), Took(started));
    }

    private async Task<Entry> BackendAsync(string name, string url, string claim)
    {
        var started = TimeProvider.System.GetTimestamp();
        var body = await http.GetByteArrayAsync(url);
        _ = JsonElement.Parse(body);
        return new(name, "backend-profile", claim, body, Took(started));
    }

    private Task<string> TokenAsync()
    {
        lock (gate)
            return token ??= AskForTokenAsync();
    }

    private async Task<string> AskForTokenAsync()
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", "app"), new("client_secret", "s")]);
        using var response = await http.PostAsync($"{upstream}/token", form);
        return JsonElement.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).GetProperty("access_token").GetString()!;
    }

    private static double Took(long started) => TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
}
