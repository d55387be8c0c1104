using System.Text;
using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Actions.TermsOfService;

/// <summary>
/// The page on which the terms are accepted, and the secret shared with it. It is told who comes for which version by a signed token, and answers with one
/// of its own. The two say different things, so that nobody accepts by handing back the token that he came with.
/// </summary>
/// <param name="address">The page's address.</param>
/// <param name="secret">Signs both tokens.</param>
public sealed class TermsPage(Uri address, ISecret secret)
{
    private const string Parameter = "session_token";
    private const string RequiredClaim = "terms_required";
    private const string AcceptedClaim = "terms_accepted";

    // RFC 7518 section 3.2: a key for HS256 is no shorter than the hash.
    private const int MinKeyBytes = 32;

    /// <summary>Reads <c>Page</c> and <c>Secret</c>, both or neither; null where absent or wrong.</summary>
    internal static TermsPage? Read(ActionSettings settings)
    {
        var reader = settings.Reader;
        var secret = settings.Secret(reader, "Secret");
        if (reader.Text("Page") is null)
        {
            if (secret is not null)
                reader.Fault("Secret", "has no effect without Page");
            return null;
        }

        var address = reader.Url("Page", otherwise: null);
        if (reader.Text("Secret") is not { } text)
            reader.Fault("Secret", "is required beside Page: its answer is believed for its signature");
        else if (secret is LiteralSecret && !IsLongEnough(text))
            reader.Fault("Secret", "must have at least 32 bytes (RFC 7518 section 3.2)");
        return secret is null ? null : new(address, secret);
    }

    /// <summary>Sends the user there.</summary>
    internal async Task SendAsync(PostLoginApi api, string version, CancellationToken cancellationToken)
    {
        var key = (await secret.ReadAsync(cancellationToken)).Current;
        if (!IsLongEnough(key))
        {
            api.Fail("terms-secret-too-short");
            return;
        }

        var token = api.Redirect.EncodeToken(key, new Dictionary<string, ClaimValue>(StringComparer.Ordinal) { [RequiredClaim] = version });
        api.Redirect.SendUserTo(address.AbsoluteUri, new Dictionary<string, string>(StringComparer.Ordinal) { [Parameter] = token });
    }

    /// <summary>True where the user came back with the page's word that this version was accepted, in this transaction and by this user.</summary>
    internal async Task<bool> SaysAcceptedAsync(PostLoginApi api, string version, CancellationToken cancellationToken)
    {
        var known = await secret.ReadAsync(cancellationToken);
        if (Answer(api.Redirect, known) is { } answer)
            return Accepts(answer, version);
        // The page may have the new secret already.
        var fresh = await secret.RefreshAsync(cancellationToken);
        return !ReferenceEquals(fresh, known) && Answer(api.Redirect, fresh) is { } second && Accepts(second, version);
    }

    private static bool Accepts(JsonElement answer, string version) => answer.Text(AcceptedClaim) == version;

    private static JsonElement? Answer(RedirectApi redirect, SecretVersions keys)
    {
        foreach (var key in new[] { keys.Current, keys.Previous })
        {
            if (key is null || !IsLongEnough(key))
                continue;
            try
            {
                return redirect.ValidateToken(key, Parameter);
            }
            catch (InvalidRedirectTokenException)
            {
                // Whatever is wrong with it: it is no acceptance by this key.
            }
        }

        return null;
    }

    private static bool IsLongEnough(string key) => Encoding.UTF8.GetByteCount(key) >= MinKeyBytes;
}
