using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ActionsFunctions.Testing.Simulators.Zitadel;

/// <summary>
/// ZITADEL with a restCall target that may interrupt: it posts the user with a signature and appends what the answer says. One call is one function:
/// <c>preuserinfo</c>, which makes the ID token, and <c>preaccesstoken</c> follows. An event with the member
/// <c>"zitadel": {"function": "function/preaccesstoken"}</c> is a login that calls the latter alone.
/// Source: ZITADEL, "Use Actions"; zitadel/zitadel, internal/execution and internal/api/oidc/userinfo.go.
/// </summary>
public sealed class ZitadelSimulator : IProviderSimulator
{
    private const string KeyKey = "IdentityProviders:Zitadel:SigningKeys:0";

    /// <inheritdoc />
    public string Route => "zitadel";

    /// <summary>10 s: the timeout that ZITADEL's guide gives a target.</summary>
    public TimeSpan Deadline { get; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string?> DevelopmentSettings(Uri tenant) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [KeyKey] = "zitadel-key-for-local-development",
    };

    /// <inheritdoc />
    public ReadOnlyMemory<byte> Translate(JsonElement auth0Event, SimulatorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Translate(auth0Event, auth0Event.Find("zitadel", "function")?.ToString() ?? ZitadelFunctions.PreUserInfo, context);
    }

    /// <summary>The body for one of <see cref="ZitadelFunctions"/>.</summary>
    public static ReadOnlyMemory<byte> Translate(JsonElement auth0Event, string function, SimulatorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ZitadelCall.Body(auth0Event, function, context.Clock.GetUtcNow());
    }

    /// <inheritdoc />
    public SimulatedCall Call(ReadOnlyMemory<byte> body, SimulatorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var now = context.Clock.GetUtcNow();
        return new(
            Route,
            [new("Content-Type", "application/json"), new("ZITADEL-Signature", Signature(context.Credential(KeyKey), now, body.Span))],
            body,
            now);
    }

    /// <summary>A login with a JWT access token calls <c>preaccesstoken</c> as well.</summary>
    public ReadOnlyMemory<byte>? Second(SimulatedCall first)
    {
        ArgumentNullException.ThrowIfNull(first);
        return LenientJson.Object(first.Body.Span) is { } body && body.Find("function")?.ToString() == ZitadelFunctions.PreUserInfo
            ? ZitadelCall.Again(body, ZitadelFunctions.PreAccessToken)
            : null;
    }

    /// <inheritdoc />
    public SimulatedVerdict Judge(SimulatedCall call, SimulatedAnswer? answer)
    {
        ArgumentNullException.ThrowIfNull(call);
        return answer switch
        {
            null => SimulatedVerdict.Rejected("no answer came within the target's timeout: the login stops"),
            { Status: >= 200 and < 300 } => new ZitadelJudgement(call).Of(answer.Body),
            { Status: var status } => SimulatedVerdict.Rejected($"HTTP {status}: Errors.Execution.Failed, the login stops"),
        };
    }

    private static string Signature(string key, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key));
        hmac.AppendData(Encoding.ASCII.GetBytes(seconds + "."));
        hmac.AppendData(body);
        return $"t={seconds},v1={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}

/// <summary>The functions whose answers carry claims.</summary>
public static class ZitadelFunctions
{
    /// <summary>Makes ID token, userinfo and introspection.</summary>
    public const string PreUserInfo = "function/preuserinfo";

    /// <summary>Makes the access token where it is a JWT.</summary>
    public const string PreAccessToken = "function/preaccesstoken";
}
