using System.Net.Http.Headers;
using System.Text.Json;
using ActionsFunctions.Local.Commands.Login;
using ActionsFunctions.Settings;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Local.Commands.Doctor.Subjects;

/// <summary>What Graph said.</summary>
/// <param name="Status">HTTP status; 0 where no token or no answer was to be had, which other checks say.</param>
/// <param name="Json">The body; null where it is no JSON.</param>
internal sealed record GraphAnswer(int Status, JsonElement? Json);

/// <summary>Asks Graph with the app's own token: what it may not see, a login may not either.</summary>
/// <param name="installation">The installation.</param>
internal sealed class GraphReader(Installation installation) : IDisposable
{
    // A redirect would carry the token elsewhere.
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>The app's token for Graph; null where there is none.</summary>
    public async Task<string?> TokenAsync(CancellationToken cancellationToken) =>
        (await installation.Tokens.AskAsync(cancellationToken)).FirstOrDefault(asked => asked.Section == UpstreamTokens.GraphSection)?.Answer.Token?.Value;

    public Task<GraphAnswer> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, null, cancellationToken);

    public Task<GraphAnswer> PostAsync(string path, string json, CancellationToken cancellationToken) => SendAsync(HttpMethod.Post, path, json, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private async Task<GraphAnswer> SendAsync(HttpMethod method, string path, string? json, CancellationToken cancellationToken)
    {
        if (await TokenAsync(cancellationToken) is not { } token)
            return new(0, null);
        var faults = new SettingFaults();
        var settings = new GraphSettings(installation.Root(faults).Section(UpstreamTokens.GraphSection), installation.Secrets);
        if (faults.All.Count > 0)
            return new(0, null);
        using var request = new HttpRequestMessage(method, new Uri($"{settings.BaseUrl.AbsoluteUri.TrimEnd('/')}/{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (json is not null)
            request.Content = new StringContent(json, new MediaTypeHeaderValue("application/json"));
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return new((int)response.StatusCode, PlayedLogin.JsonOf(await response.Content.ReadAsByteArrayAsync(cancellationToken)));
        }
        catch (HttpRequestException)
        {
            return new(0, null);
        }
    }
}
