using System.Collections.Frozen;
using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Testing.Simulators.Okta;

/// <summary>One operation on a token. Source: Okta, "Token inline hook reference", sections on commands and on reserved claims.</summary>
internal static class OktaPatch
{
    private static readonly FrozenSet<string> IdToken = Names(
        """
        acr active aid amr app_id app_type at_hash aud auth_time c_hash cid cnf did dst exp group groups hotk iat idp idp_iss iss jti mac_key may_act
        nonce oid orig permissions purpose rid role scope scopes sid sub term token_type user_ip ver
        """);

    private static readonly FrozenSet<string> AccessToken = Names(
        "acr as_uri auth_time authorization_details cid cnf exp groups iat iss jti rpt rsi scp sid token_type uid username ver");

    /// <summary>Applies it; why Okta would not, or null.</summary>
    public static string? Apply(JsonElement operation, TokenPayload token, bool isIdToken)
    {
        var op = operation.Find("op")?.ToString();
        var path = operation.Find("path")?.ToString() ?? "";
        var value = operation.Find("value");
        if (op is not ("add" or "replace" or "remove"))
            return $"there is no operation {op}";
        if (path == "/token/lifetime/expiration")
            return Lifetime(op, value, token);
        if (Segments(path) is not ["claims", var name, .. var inner])
            return $"{path} is no path to a claim";
        if (IsReserved(name, isIdToken))
            return $"the claim {name} is reserved";
        if (op != "add" && !token.Has(name))
            return $"{op} of {name}, which is not there";
        if (op == "remove" && value is not null)
            return "remove has a value";
        if (inner.Length > 0)
            return $"{path} leads into the claim {name}: this simulator knows whole claims only";
        _ = op == "remove" ? token.Remove(name) : token.Set(name, value is { } known ? known : ClaimValue.Null);
        return null;
    }

    private static string? Lifetime(string op, JsonElement? value, TokenPayload token)
    {
        if (op == "remove" || value is not { ValueKind: JsonValueKind.Number } number || !number.TryGetInt64(out var seconds) || seconds is < 300 or > 86_400)
            return "the lifetime is not a whole number of seconds from 300 to 86400";
        if (token.ToJson().Find("iat") is { ValueKind: JsonValueKind.Number } issued)
            token.Set("exp", issued.GetInt64() + seconds);
        return null;
    }

    // RFC 6901 section 4: first ~1, then ~0.
    private static string[] Segments(string path) => path.StartsWith('/')
        ? [.. path[1..].Split('/').Select(segment => segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]
        : [];

    private static bool IsReserved(string name, bool isIdToken) => isIdToken
        ? IdToken.Contains(name)
            || name.StartsWith("client_", StringComparison.Ordinal)
            || name.StartsWith("device_", StringComparison.Ordinal)
            || name.StartsWith("okta_", StringComparison.Ordinal)
            || name.StartsWith("pwd_exp_", StringComparison.Ordinal)
        : AccessToken.Contains(name);

    private static FrozenSet<string> Names(string list) => FrozenSet.ToFrozenSet(list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
