using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Normalizing;

/// <summary>The request <c>{"event": {...}}</c> with an Auth0-shaped event, as <c>/post-login/auth0</c> and <c>/actions/{type}</c> take it.</summary>
public static class NeutralRequest
{
    /// <summary>The event, or null where the shape is wrong. Secrets that a caller puts into it are not taken over.</summary>
    public static PostLoginEvent? Event(JsonElement payload) =>
        payload.ValueKind == JsonValueKind.Object
        && payload.TryGetProperty("event", out var json)
        && EventShape.IsValid(json)
            ? PostLoginEvent.FromCaller(json)
            : null;

    /// <summary>The action at which the caller resumes a flow, from <c>{"continuation": {"action": "name"}}</c>; null where there is none. False: wrong shape.</summary>
    public static bool TryContinuation(JsonElement payload, out string? action)
    {
        action = null;
        if (payload.ValueKind != JsonValueKind.Object || payload.Member("continuation") is not { } continuation)
            return true;
        action = continuation.ValueKind == JsonValueKind.Object ? continuation.Text("action") : null;
        return action is not null;
    }
}
