using System.Net.Http.Headers;
using System.Text.Json;
using ActionsFunctions.Local.Tenant;
using ActionsFunctions.Local.Tenant.Tokens;
using ActionsFunctions.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Tests.Local.Tenant;

/// <summary>A local tenant on a free port, and a client that speaks to it.</summary>
public sealed class TenantFixture : IAsyncLifetime
{
    private LocalTenant? tenant;

    public ManualTimeProvider Clock { get; } = new();

    public HttpClient Http { get; } = new();

    internal LocalTenant Tenant => tenant!;

    public async Task InitializeAsync()
    {
        tenant = await LocalTenant.StartAsync(Clock, NullLoggerFactory.Instance, CancellationToken.None);
        Http.BaseAddress = tenant.Address;
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Tenant.DisposeAsync();
    }

    internal Task<HttpResponseMessage> AskForTokenAsync(params (string Name, string Value)[] form) =>
        Http.PostAsync(TokenEndpoint.Of(Tenant.Address), new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    internal async Task<string> TokenAsync(RegisteredClient client, Resource resource)
    {
        using var answer = await AskForTokenAsync(
            ("grant_type", "client_credentials"), ("client_id", client.Id), ("client_secret", client.Secret), ("scope", resource.DefaultScope));
        return (await JsonAsync(answer)).GetProperty("access_token").GetString()!;
    }

    internal Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token, string? json = null, bool eventual = false)
    {
        var request = new HttpRequestMessage(method, new Uri(Tenant.Address, path)) { Content = json is null ? null : new StringContent(json) };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (eventual)
            request.Headers.Add("ConsistencyLevel", "eventual");
        return Http.SendAsync(request);
    }

    internal static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync());
}
