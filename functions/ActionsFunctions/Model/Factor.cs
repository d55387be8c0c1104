using ActionsFunctions.Answering;

namespace ActionsFunctions.Model;

/// <summary>A second factor. Source: Auth0, "Customize MFA enrollments and challenges using Actions".</summary>
public sealed class Factor
{
    private Factor(string type, string? option = null, ClaimValue value = default) => Json = JsonBody.Write((type, option, value), static (json, factor) =>
    {
        json.WriteStartObject();
        json.WriteString("type"u8, factor.type);
        if (factor.option is not null)
        {
            json.WriteStartObject("options"u8);
            json.WritePropertyName(factor.option);
            json.WriteRawValue(factor.value.Json.Span);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    /// <summary>A one-time password from an application.</summary>
    public static Factor Otp { get; } = new("otp");

    /// <summary>A code by e-mail.</summary>
    public static Factor Email { get; } = new("email");

    /// <summary>A code by voice or SMS, as the user likes.</summary>
    public static Factor Phone { get; } = new("phone");

    /// <summary>A notification on the user's device.</summary>
    public static Factor PushNotification { get; } = new("push-notification");

    /// <summary>The authenticator built into the device.</summary>
    public static Factor WebAuthnPlatform { get; } = new("webauthn-platform");

    /// <summary>A security key.</summary>
    public static Factor WebAuthnRoaming { get; } = new("webauthn-roaming");

    /// <summary>A recovery code.</summary>
    public static Factor RecoveryCode { get; } = new("recovery-code");

    internal ReadOnlyMemory<byte> Json { get; }

    /// <summary>A code by <c>voice</c>, <c>sms</c> or <c>both</c>.</summary>
    public static Factor PhoneBy(string preferredMethod) => new("phone", "preferredMethod", preferredMethod);

    /// <summary>A notification, with or without a one-time password in its place.</summary>
    public static Factor Push(bool otpFallback) => new("push-notification", "otpFallback", otpFallback);
}
