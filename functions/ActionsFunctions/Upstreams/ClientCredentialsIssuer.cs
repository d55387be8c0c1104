using System.Globalization;
using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Observing;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.Upstreams;

/// <summary>
/// Gets tokens with client credentials (RFC 6749 section 4.4): a secret in the form as Entra and Auth0 both take it, or an assertion signed with a
/// key. Where the endpoint refuses the client, it is asked once more with another version of the secret: the two sides of a rotation never
/// change at the same moment.
/// </summary>
internal sealed class ClientCredentialsIssuer(ClientCredentials credentials, UpstreamTransport transport) : ITokenIssuer
{
    private const int MaxBytes = 64 * 1024;

    // RFC 6749 section 5.1: expires_in is recommended, not required.
    private static readonly TimeSpan UnstatedLifetime = TimeSpan.FromMinutes(5);

    public string Source => "token-endpoint";

    public async Task<TokenAnswer> IssueAsync(CancellationToken cancellationToken)
    {
        try
        {
            var known = await credentials.Proof.Secret.ReadAsync(cancellationToken);
            var answer = await AskAsync(known.Current, cancellationToken);
            if (answer.Refusal is not { } refused || !RefusesClient(refused))
                return answer;
            // Newer than known here, or the one that this side has rotated out and the other side still knows.
            var now = await credentials.Proof.Secret.RefreshAsync(cancellationToken);
            return (now.Current != known.Current ? now.Current : now.Previous) is { } other ? await AskAsync(other, cancellationToken) : answer;
        }
        catch (SecretUnavailableException)
        {
            return new(null, UpstreamAnswer.Failed(Source, UpstreamFault.SecretUnavailable));
        }
    }

    private async Task<TokenAnswer> AskAsync(string secret, CancellationToken cancellationToken)
    {
        if (ProofOf(secret) is not { } proof)
        {
            UpstreamLog.UnusableKey(transport.Log, SafeText.Name(Source));
            return new(null, UpstreamAnswer.Failed(Source, UpstreamFault.SecretUnavailable));
        }

        using var form = new FormUrlEncodedContent(Form(proof));
        var request = new UpstreamRequest(HttpMethod.Post, credentials.TokenEndpoint)
        {
            Body = await form.ReadAsByteArrayAsync(cancellationToken),
            ContentType = "application/x-www-form-urlencoded",
        };
        return Judge(await transport.SendAsync(Source, request, bearer: null, MaxBytes, cancellationToken));
    }

    private KeyValuePair<string, string>[]? ProofOf(string secret)
    {
        if (credentials.Proof.Method == ClientAuthentication.ClientSecret)
            return [new("client_secret", secret)];
        using var key = credentials.Proof.ReadKey(secret);
        if (key is null)
            return null;
        var audience = credentials.Proof.Audience ?? credentials.TokenEndpoint.AbsoluteUri;
        return
        [
            new("client_assertion_type", ClientAssertion.Type),
            new("client_assertion", ClientAssertion.Make(key, credentials.ClientId, audience, transport.Clock.GetUtcNow())),
        ];
    }

    private IEnumerable<KeyValuePair<string, string>> Form(IEnumerable<KeyValuePair<string, string>> proof)
    {
        yield return new("grant_type", "client_credentials");
        yield return new("client_id", credentials.ClientId);
        foreach (var field in proof)
            yield return field;
        if (credentials.Scope is not null)
            yield return new("scope", credentials.Scope);
        if (credentials.Audience is not null)
            yield return new("audience", credentials.Audience);
    }

    // RFC 6749 section 5.2: invalid_client is a 401 or a 400.
    private static bool RefusesClient(UpstreamAnswer refused) =>
        refused.Status is 401 or 403 || (refused.Status == 400 && refused.TryReadJson(out var json) && json.Text("error") == "invalid_client");

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
            : BearerToken.LifetimeOf(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0);
    }
}
