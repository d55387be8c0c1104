using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>An authentication method that the user completed.</summary>
/// <param name="json">An item of <c>authentication.methods</c>.</param>
public readonly struct EventAuthenticationMethod(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary><c>federated</c>, <c>pwd</c>, <c>passkey</c>, <c>sms</c>, <c>email</c>, <c>phone_number</c>, <c>mfa</c>, or the URL of a custom method.</summary>
    public string? Name => Json.Text("name");

    /// <summary>When it was completed.</summary>
    public DateTimeOffset? Timestamp => Json.Date("timestamp");

    /// <summary>The factor; only for <c>mfa</c>.</summary>
    public string? Type => Json.Text("type");
}
