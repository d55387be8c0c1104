namespace ActionsFunctions.Actions.RiskSignals;

/// <summary>
/// The kind of device that a User-Agent header claims to be, by the words that browsers agree on: <c>Mobi</c> for telephones, an Android without it for
/// tablets. A hint for people, never a proof: anybody can write that header.
/// </summary>
internal static class DeviceCategory
{
    private static readonly (string Word, string Category)[] Words =
    [
        ("bot/", "bot"), ("crawl", "bot"), ("spider", "bot"),
        ("iPad", "tablet"), ("Tablet", "tablet"),
        ("Mobi", "mobile"), ("iPhone", "mobile"),
        ("Android", "tablet"),
        ("Windows NT", "desktop"), ("Macintosh", "desktop"), ("CrOS", "desktop"), ("X11", "desktop"),
    ];

    /// <summary><c>bot</c>, <c>tablet</c>, <c>mobile</c>, <c>desktop</c> or <c>other</c>; null without a header.</summary>
    public static string? Of(string? userAgent)
    {
        if (string.IsNullOrWhiteSpace(userAgent))
            return null;
        foreach (var (word, category) in Words)
        {
            if (userAgent.Contains(word, StringComparison.OrdinalIgnoreCase))
                return category;
        }

        return "other";
    }
}
