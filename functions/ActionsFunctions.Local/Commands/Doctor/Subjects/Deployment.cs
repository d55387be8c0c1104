using System.Net.Http.Headers;
using System.Text.Json;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Local.Commands.Login;

namespace ActionsFunctions.Local.Commands.Doctor.Subjects;

/// <summary>What a probe was answered.</summary>
/// <param name="Status">HTTP status; 0 where no answer came.</param>
/// <param name="Body">The body.</param>
/// <param name="Date">The server's clock; null where it does not say.</param>
/// <param name="Fault">Why no answer came.</param>
internal sealed record ProbeAnswer(int Status, ReadOnlyMemory<byte> Body, DateTimeOffset? Date, string? Fault)
{
    /// <summary>The platform in front of the app refuses in silence; the app itself always says something.</summary>
    public bool IsKeyRefusal => Status == 401 && Body.IsEmpty;

    public JsonElement? Json => PlayedLogin.JsonOf(Body);
}

/// <summary>A running installation seen from outside, as a caller sees it.</summary>
internal sealed class Deployment : IDisposable
{
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");
    private readonly HttpClient http;
    private readonly Lazy<Task<KeyValuePair<ProviderType, ProbeAnswer>[]>> providers;

    /// <param name="address">Its address, with or without /api.</param>
    /// <param name="settings">The configuration at hand: budgets, and credentials to sign with.</param>
    /// <param name="clock">The clock.</param>
    public Deployment(Uri address, IConfiguration settings, TimeProvider clock)
    {
        Address = address;
        Settings = settings;
        Clock = clock;
        // A redirect would carry the key elsewhere.
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = !address.IsLoopback }) { Timeout = TimeSpan.FromSeconds(10) };
        providers = new(() => Task.WhenAll(ProviderTypes.All.Select(async type =>
            KeyValuePair.Create(type, await PostAsync($"post-login/{type.Route}", "{}", withKey: true, CancellationToken.None)))));
    }

    public Uri Address { get; }

    public IConfiguration Settings { get; }

    public TimeProvider Clock { get; }

    /// <summary>The function key; null for none.</summary>
    public string? FunctionKey { get; init; }

    /// <summary>Whose login is played; null: none is.</summary>
    public string? User { get; init; }

    /// <summary>Every provider, and how it answers a call that proves nothing. Asked once.</summary>
    public Task<KeyValuePair<ProviderType, ProbeAnswer>[]> ProvidersAsync(CancellationToken cancellationToken) => providers.Value.WaitAsync(cancellationToken);

    public Task<ProbeAnswer> GetAsync(string route, bool withKey, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, route, null, withKey, cancellationToken);

    public Task<ProbeAnswer> PostAsync(string route, string body, bool withKey, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, route, new StringContent(body, JsonType), withKey, cancellationToken);

    /// <summary>Sends a body in chunks, without a Content-Length.</summary>
    public Task<ProbeAnswer> PostChunkedAsync(string route, string body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, route, new StringContent(body, JsonType), withKey: true, cancellationToken, chunked: true);

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private async Task<ProbeAnswer> SendAsync(HttpMethod method, string route, HttpContent? content, bool withKey, CancellationToken cancellationToken, bool chunked = false)
    {
        using var request = new HttpRequestMessage(method, LoginTarget.RouteBelow(Address, route)) { Content = content };
        if (chunked)
            request.Headers.TransferEncodingChunked = true;
        if (withKey && FunctionKey is not null)
            request.Headers.TryAddWithoutValidation("x-functions-key", FunctionKey);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return new((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken), response.Headers.Date, null);
        }
        catch (HttpRequestException fault)
        {
            return new(0, default, null, Origins.Name(fault));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(0, default, null, "no answer within 10 s");
        }
    }
}
