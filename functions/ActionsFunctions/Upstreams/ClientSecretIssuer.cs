using System.Globalization;
using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.Upstreams;

/// <summary>Gets tokens with a client id and secret (RFC 6749 section 4.4), the secret in the form as Entra and Auth0 both take it.</summary>
internal sealed class ClientSecretIssuer(ClientCredentials credentials, UpstreamTransport transport) : ITokenIssuer
{
    private const int MaxBytes = 64 * 1024;

    // RFC 6749 section 5.1: expires_in is recommended, not required.
    private static readonly TimeSpan UnstatedLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(1);

    public string Source => "token-endpoint";

    public async Task<TokenAnswer> IssueAsync(CancellationToken cancellationToken)
    {
        SecretVersions secret;
        try
        {
            secret = await credentials.ClientSecret.ReadAsync(cancellationToken);
        }
        catch (SecretUnavailableException)
        {
            return new(null, UpstreamAnswer.Failed(Source, UpstreamFault.SecretUnavailable));
        }

        using var form = new FormUrlEncodedContent(Form(secret.Current));
        var request = new UpstreamRequest(HttpMethod.Post, credentials.TokenEndpoint)
        {
            Body = await form.ReadAsByteArrayAsync(cancellationToken),
            ContentType = "application/x-www-form-urlencoded",
        };
        return Judge(await transport.SendAsync(Source, request, bearer: null, MaxBytes, cancellationToken));
    }

    private IEnumerable<KeyValuePair<string, string>> Form(string secret)
    {
        yield return new("grant_type", "client_credentials");
        yield return new("client_id", credentials.ClientId);
        yield return new("client_secret", secret);
        if (credentials.Scope is not null)
            yield return new("scope", credentials.Scope);
        if (credentials.Audience is not null)
            yield return new("audience", credentials.Audience);
    }

    private TokenAnswer Judge(UpstreamAnswer answer)
    {
        // 401 and 403 are the endpoint's no to our credentials; from here on they must not look like an upstream's no to a token.
        if (answer.Failure.Fault is UpstreamFault.Unauthorized or UpstreamFault.Forbidden)
            return new(null, answer with { Failure = new(Source, UpstreamFault.Refused) });
        if (answer.Failure.Any)
            return new(null, answer);
        return answer.TryReadJson(out var json) && json.Text("access_token") is var value && BearerToken.IsValid(value) && IsBearer(json)
            ? new(new(value!, Lifetime(json)), null)
            : new(null, answer.Malformed());
    }

    private static bool IsBearer(JsonElement json) =>
        json.Member("token_type") is null || string.Equals(json.Text("token_type"), "Bearer", StringComparison.OrdinalIgnoreCase);

    // A number, or digits as text: Entra's v1 endpoint writes "3599".
    private static TimeSpan Lifetime(JsonElement json)
    {
        var text = json.Member("expires_in") is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : json.Text("expires_in");
        return text is null ? UnstatedLifetime
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
                ? TimeSpan.FromSeconds(Math.Min(seconds, LongestLifetime.TotalSeconds))
                : TimeSpan.Zero;
    }
}
