using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ActionsFunctions.Model;

/// <summary>Why an argument of a command is refused; null where it is not.</summary>
internal delegate string? ArgumentRule(ClaimValue value);

/// <summary>The rules for arguments that <see cref="CommandRules"/> is made of. Sources: Auth0, "Post-login API object", "Actions limitations".</summary>
internal static partial class ArgumentRules
{
    private const int MaxScope = 280;
    private const double LargestSafeInteger = 9_007_199_254_740_991;

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,255}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SessionKeyForm { get; }

    public static string? Any(ClaimValue value) => null;

    public static string? Text(ClaimValue value) =>
        value.Kind == JsonValueKind.String && value.Json.Length > 2 ? null : "must be text, and not empty";

    public static string? Flag(ClaimValue value) =>
        value.Kind is JsonValueKind.True or JsonValueKind.False ? null : "must be true or false";

    public static string? ClaimName(ClaimValue value) =>
        Text(value) ?? (TextOf(value) == "scope" ? "the claim scope cannot be set" : null);

    public static string? Scope(ClaimValue value) =>
        Text(value) ?? (TextOf(value) is { Length: <= MaxScope } scope && !scope.Any(char.IsWhiteSpace) ? null : "must be one scope of at most 280 characters, without white space");

    /// <summary>Milliseconds since 1970, as JavaScript counts.</summary>
    public static string? Milliseconds(ClaimValue value) => Whole(value, 1, LargestSafeInteger);

    public static string? Seconds(ClaimValue value) => Whole(value, 1, int.MaxValue);

    public static string? Url(ClaimValue value) =>
        Text(value) ?? (Uri.TryCreate(TextOf(value), UriKind.Absolute, out var url) && url.Scheme is "https" or "http" ? null : "must be an absolute http or https address");

    public static string? SessionKey(ClaimValue value) =>
        Text(value) ?? (SessionKeyForm.IsMatch(TextOf(value)) ? null : "must be 1 to 255 letters, digits, '_' or '-'");

    // Number.isSafeInteger: beyond it JavaScript would read another number than was written.
    public static string? Scalar(ClaimValue value) => value.Kind switch
    {
        JsonValueKind.Object or JsonValueKind.Array => "must be text, a number, a boolean or null",
        JsonValueKind.Number when value.Element.GetDouble() is var number && Math.Floor(number) == number && Math.Abs(number) > LargestSafeInteger =>
            "must be a number that JavaScript can hold exactly",
        _ => value.Json.Length <= 8 * 1024 ? null : "must be at most 8 KB",
    };

    public static string? Texts(ClaimValue value) =>
        value.Kind == JsonValueKind.Array && value.Element.GetArrayLength() > 0 && value.Element.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? null : "must be a list of texts, and not empty";

    public static string? SamlValue(ClaimValue value) => value.Kind switch
    {
        JsonValueKind.Object => "must be text, a number, a boolean, null or a list of these",
        JsonValueKind.Array when value.Element.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array) => "must be a flat list",
        _ => value.Json.Length <= 2 * 1024 ? null : "must be at most 2 kB",
    };

    public static ArgumentRule AtMost(int characters) => value =>
        Text(value) ?? (TextOf(value).Length <= characters ? null : string.Create(CultureInfo.InvariantCulture, $"must be at most {characters} characters"));

    public static ArgumentRule OneOf(params string[] known) => value =>
        Text(value) ?? (known.Contains(TextOf(value), StringComparer.Ordinal) ? null : $"must be one of {string.Join(", ", known)}");

    /// <summary>An object with these members, each optional, and no others.</summary>
    public static ArgumentRule Options(params (string Name, ArgumentRule Rule)[] members) => value =>
    {
        if (value.Kind != JsonValueKind.Object)
            return "must be an object";
        foreach (var given in value.Element.EnumerateObject())
        {
            var (name, rule) = members.FirstOrDefault(member => given.NameEquals(member.Name));
            if (name is null)
                return $"has an unknown member; known: {string.Join(", ", members.Select(member => member.Name))}";
            if (rule(given.Value) is { } fault)
                return $"{name}: {fault}";
        }

        return null;
    };

    public static ArgumentRule Within(int bytes, ArgumentRule rule) => value =>
        value.Json.Length <= bytes ? rule(value) : string.Create(CultureInfo.InvariantCulture, $"must be at most {bytes} bytes");

    public static string? Map(ClaimValue value) => value.Kind == JsonValueKind.Object ? null : "must be an object";

    public static string? TextMap(ClaimValue value) =>
        value.Kind == JsonValueKind.Object && value.Element.EnumerateObject().All(member => member.Value.ValueKind == JsonValueKind.String)
            ? null : "must be an object of texts";

    public static string? Factors(ClaimValue value)
    {
        if (value.Kind != JsonValueKind.Array || value.Element.GetArrayLength() == 0)
            return "must be a list of factors, and not empty";
        return value.Element.EnumerateArray().Select(factor => OneFactor(factor)).FirstOrDefault(fault => fault is not null);
    }

    public static string? OneFactor(ClaimValue value) =>
        value.Kind != JsonValueKind.Object || value.Element.Member("type") is null ? "must be a factor: an object with a type" : FactorMembers(value);

    private static string? FactorMembers(ClaimValue value) => Options(
        ("type", OneOf("otp", "email", "phone", "push-notification", "webauthn-platform", "webauthn-roaming", "recovery-code")),
        ("options", Options(("preferredMethod", OneOf("voice", "sms", "both")), ("otpFallback", Flag))))(value);

    private static string? Whole(ClaimValue value, double least, double most) =>
        value.Kind == JsonValueKind.Number && value.Element.GetDouble() is var number && Math.Floor(number) == number && number >= least && number <= most
            ? null : "must be a whole number above zero";

    // Only of what is text.
    private static string TextOf(ClaimValue value) => value.ToText();
}
