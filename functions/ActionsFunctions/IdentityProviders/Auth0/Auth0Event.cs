using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.IdentityProviders.Auth0;

/// <summary>Reads the request <c>{"event": {...}}</c>. The event already has the shape of ours; a user is demanded.</summary>
internal static class Auth0Event
{
    public static NormalizedLogin? Read(JsonElement payload) =>
        NeutralRequest.TryContinuation(payload, out var action) && NeutralRequest.Event(payload) is { User: not null } login
            ? new(login, payload) { CallerCorrelationId = login.Transaction?.Id, Continuation = action, Name = Name(login, action) }
            : null;

    // A login that goes on after a redirect is another call of the same transaction, and not its repetition.
    private static string? Name(PostLoginEvent login, string? continuation) => login.Transaction?.Id is { } id ? $"{id}\n{continuation}" : null;
}
