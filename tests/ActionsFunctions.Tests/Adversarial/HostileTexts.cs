namespace ActionsFunctions.Tests.Adversarial;

/// <summary>Texts that people register with, or put into a request, to get somewhere else.</summary>
internal static class HostileTexts
{
    /// <summary>Stands in every one that is long enough, and nowhere else.</summary>
    public const string Mark = "canary7f3a";

    // No value longer than this goes into a URL.
    private const int LongestInUrl = 1024;

    /// <summary>The texts by name.</summary>
    public static IReadOnlyDictionary<string, string> Rows { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["a dot"] = ".",
        ["two dots"] = "..",
        ["a way up"] = $"../../admin/{Mark}",
        ["an encoded way up"] = $"..%2f..%2e%2e/%5c{Mark}",
        ["another host"] = $"//{Mark}.example/@evil.example:80/",
        ["a query and a fragment"] = $"{Mark}?isAdmin=true&q=1#x;y=1",
        ["a header"] = $"{Mark}\r\nX-Injected: {Mark}\r\n\r\nGET / HTTP/1.1",
        ["a line of a log"] = $"{Mark}\nLogin via auth0: continue; forged=succeeded",
        ["NUL"] = $"{Mark}\0",
        ["a C1 control"] = $"{Mark}\u0085",
        ["separators of lines, and a text that runs backwards"] = $"{Mark}\u2028\u2029\u202Egpj",
        ["quotes and backslashes"] = $"\"\\\",\"sub\":\"{Mark}\"}}{{\\u0000",
        ["markup"] = $"</script><script>{Mark}</script>&lt;",
        ["a place of a template"] = $"{{user.email}}{{{Mark}}}${{jndi:ldap://x}}{{0}}",
        ["letters beyond the first plane"] = $"{Mark}\U0001F600\U0010FFFF\uFFFF",
        ["letters that compose"] = $"{Mark}e\u0301\u200Dｅ．．／",
        ["as long as a URL takes"] = Mark.PadRight(LongestInUrl, 'x'),
        ["a letter longer"] = Mark.PadRight(LongestInUrl + 1, 'x'),
    };

    /// <summary>True where it must not become a part of a URL, in whatever encoding.</summary>
    public static bool IsRefusedInUrl(string text) => text is "." or ".." || text.Length > LongestInUrl || text.Any(char.IsControl);
}
