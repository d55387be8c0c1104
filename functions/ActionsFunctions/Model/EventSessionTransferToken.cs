using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The token that carries a session from a native application to the web. Early access.</summary>
/// <param name="json">The event member <c>session_transfer_token</c>.</param>
public readonly struct EventSessionTransferToken(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The application it was issued to.</summary>
    public string? ClientId => Json.Text("client_id");

    /// <summary>The scopes asked for.</summary>
    public IReadOnlyList<string> Scope => Json.Texts("scope");

    /// <summary>The request it was issued to.</summary>
    public EventSessionTransferRequest? Request => Json.Object("request") is { } json ? new EventSessionTransferRequest(json) : null;
}
