using System.Text.Json;

namespace ActionsFunctions.Pressure;

/// <summary>What is usually written first: one call after the other, no deadline, no retry. Its caller gives up after a second.</summary>
internal sealed class PlainClient(string url) : IDisposable
{
    private readonly HttpClient http = new();

    public async Task<(bool Answered, bool Complete)> LoginAsync(string user)
    {
        using var caller = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
        try
        {
            foreach (var path in (string[])[$"/v1.0/users/{user}/transitiveMemberOf", $"/people/{user}"])
                JsonElement.Parse(await http.GetByteArrayAsync(new Uri(url + path), caller.Token));
            return (true, true);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or JsonException)
        {
            return (false, false);
        }
    }

    public void Dispose() => http.Dispose();
}
