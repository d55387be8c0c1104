using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary><c>api.redirect</c>. Source: Auth0, "Redirect with Actions".</summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct RedirectApi(PostLoginApi api)
{
    private static readonly string[] WithoutBrowser = ["oauth2-refresh-token", "oauth2-password", "oauth2-resource-owner", "oauth2-webauthn"];

    /// <summary>False where there is no browser to send elsewhere, the application asked for no interaction (<c>prompt=none</c>), or the provider cannot redirect.</summary>
    public bool CanRedirect =>
        api.Scope.Honours(Command.SendUserTo)
        && api.Scope.Login.Request?.Query.Text("prompt") != "none"
        && !WithoutBrowser.Contains(api.Scope.Login.Transaction?.Protocol, StringComparer.Ordinal);

    /// <summary>Sends the user to an address and suspends the flow after this action. Members of the query replace equal ones of the address.</summary>
    public PostLoginApi SendUserTo(string url, IReadOnlyDictionary<string, string>? query = null) =>
        api.Say(Command.SendUserTo, CommandOptions.With(url, ("query", CommandOptions.Map(query))));

    /// <summary>A token to send along: who the user is, and what <paramref name="payload"/> says, signed with HS256.</summary>
    /// <param name="secret">What you and the other side share.</param>
    /// <param name="payload">Further claims. Standard ones (<c>iat</c>, <c>iss</c>, <c>sub</c>, <c>exp</c>, <c>ip</c>) are refused.</param>
    /// <param name="expiresInSeconds">Default 900.</param>
    /// <param name="mayReplaceStandardClaims">Auth0 lets a payload replace standard claims without being asked; here it must be asked for.</param>
    /// <exception cref="ArgumentException">The payload has a standard claim, the secret is empty, or the life is not positive.</exception>
    public string EncodeToken(string secret, IReadOnlyDictionary<string, ClaimValue>? payload = null, int expiresInSeconds = 900, bool mayReplaceStandardClaims = false) =>
        RedirectToken.Encode(api.Scope, secret, payload ?? new Dictionary<string, ClaimValue>(StringComparer.Ordinal), expiresInSeconds, mayReplaceStandardClaims);

    /// <summary>The claims of the token that the user came back with, as a form field or, failing that, in the query.</summary>
    /// <param name="secret">What you and the other side share.</param>
    /// <param name="tokenParameterName">Name of the parameter.</param>
    /// <exception cref="InvalidRedirectTokenException">It is missing, or not the other side's answer for this user and transaction.</exception>
    public JsonElement ValidateToken(string secret, string tokenParameterName = "session_token")
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        var request = api.Scope.Login.Request;
        var token = request?.Body.Text(tokenParameterName) ?? request?.Query.Text(tokenParameterName)
            ?? throw new InvalidRedirectTokenException($"there is no parameter {tokenParameterName}");
        return RedirectToken.Validate(api.Scope, secret, token);
    }
}

/// <summary>A token from a redirect was missing or not to be trusted. Says which check failed, never what was in it.</summary>
/// <param name="reason">The check.</param>
public sealed class InvalidRedirectTokenException(string reason) : Exception($"Invalid session token: {reason}.");
