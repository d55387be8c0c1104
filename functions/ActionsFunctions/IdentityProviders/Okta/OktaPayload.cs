using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.IdentityProviders.Okta;

/// <summary>Where things are in a token inline hook's request. Source: Okta management API, schema TokenPayLoad.</summary>
internal static class OktaPayload
{
    /// <summary>The type of a token inline hook's request.</summary>
    public const string TokenHook = "com.okta.oauth2.tokens.transform";

    /// <summary>The call's <c>data.context</c>; null where the payload is not that of a token inline hook.</summary>
    public static JsonElement? Context(JsonElement payload)
    {
        if (payload.Object("data") is not { } data || data.Object("context") is not { } context)
            return null;
        if ((payload.Member("eventType") is not null && payload.Text("eventType") != TokenHook)
            || !data.MayHave("identity", JsonValueKind.Object)
            || !data.MayHave("access", JsonValueKind.Object))
            return null;
        foreach (var name in (ReadOnlySpan<string>)["request", "protocol", "session", "user"])
        {
            if (!context.MayHave(name, JsonValueKind.Object))
                return null;
        }

        return context;
    }

    /// <summary>True where the request is for this token: a patch of another one makes Okta skip the whole answer.</summary>
    public static bool Issues(JsonElement payload, Token token) =>
        payload.Object("data")?.Object(token == Token.Id ? "identity" : "access") is not null;

    /// <summary>The claims that a token has already.</summary>
    public static JsonElement? Claims(JsonElement payload, Token token) =>
        payload.Object("data")?.Object(token == Token.Id ? "identity" : "access")?.Object("claims");
}
