using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>An authentication factor that the user enrolled.</summary>
/// <param name="json">An item of <c>user.enrolledFactors</c>.</param>
public readonly struct EventEnrolledFactor(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary><c>otp</c>, <c>email</c>, <c>phone</c>, <c>push-notification</c>, <c>webauthn-platform</c>, <c>webauthn-roaming</c> or <c>recovery-code</c>.</summary>
    public string? Type => Json.Text("type");

    /// <summary>Options of this enrolment.</summary>
    public EventMap Options => Json.Map("options");
}
