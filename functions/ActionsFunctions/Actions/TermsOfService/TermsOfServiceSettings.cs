using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Actions.TermsOfService;

/// <summary>What becomes of a login without acceptance whose user cannot be sent to the page.</summary>
public enum WithoutTerms
{
    /// <summary>It is refused.</summary>
    Deny,

    /// <summary>It goes on without the claim that everybody else gets: for applications that ask by themselves.</summary>
    Claim,
}

/// <summary>Settings of <see cref="TermsOfServiceAction"/>.</summary>
public sealed record TermsOfServiceSettings
{
    /// <summary>The version that has to be accepted, compared exactly.</summary>
    public required string Version { get; init; }

    /// <summary>Who knows what was accepted; null where <c>Url</c> is absent: metadata of the user.</summary>
    public required BackendDocument? Backend { get; init; }

    /// <summary>Where the backend's answer holds the accepted version. Default <c>/terms_version</c>.</summary>
    public required JsonPointer Accepted { get; init; }

    /// <summary>From <c>Metadata</c>: in user_metadata rather than app_metadata. Default app_metadata, since users can change the other by themselves.</summary>
    public required bool InUserMetadata { get; init; }

    /// <summary>The member of the metadata. Default <c>terms_version</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Where the terms are accepted; null: nobody is sent anywhere.</summary>
    public required TermsPage? Page { get; init; }

    /// <summary>What becomes of a login without acceptance otherwise. Default deny.</summary>
    public required WithoutTerms Otherwise { get; init; }

    /// <summary>The reason of a refusal.</summary>
    public required string DenyReason { get; init; }

    /// <summary>The claim with the accepted version, where <see cref="Otherwise"/> is claim. Default <c>https://actions.example/terms_version</c>.</summary>
    public required string Claim { get; init; }

    /// <summary>The tokens it goes into. Default both.</summary>
    public required Tokens Tokens { get; init; }

    internal static TermsOfServiceSettings Read(ActionSettings settings)
    {
        var reader = settings.Reader;
        var version = reader.Required("Version");
        var backend = BackendDocument.ReadIfAny(settings, "Accepted");
        var otherwise = reader.OneOf("Otherwise", WithoutTerms.Deny, ("deny", WithoutTerms.Deny), ("claim", WithoutTerms.Claim));
        RejectIdle(settings, backend is null ? [] : ["Metadata", "Key"], "has no effect beside Url: the backend knows");
        RejectIdle(settings, otherwise == WithoutTerms.Deny ? ["Claim", "Tokens"] : ["DenyReason"], "has no effect with this Otherwise");
        var tokens = ActionSettings.TokensOf(reader, Tokens.Both);
        var read = new TermsOfServiceSettings
        {
            Version = version,
            Backend = backend,
            Accepted = reader.Pointer("Accepted", "/terms_version"),
            InUserMetadata = reader.OneOf("Metadata", false, ("app", false), ("user", true)),
            Key = reader.Text("Key") ?? "terms_version",
            Page = TermsPage.Read(settings),
            Otherwise = otherwise,
            DenyReason = DenialReason.Read(reader, "The terms of service have to be accepted first."),
            Claim = otherwise == WithoutTerms.Claim ? settings.ClaimName("Claim", "https://actions.example/terms_version", tokens) : "",
            Tokens = tokens,
        };
        reader.RejectUnknown();
        return read;
    }

    private static void RejectIdle(ActionSettings settings, IEnumerable<string> names, string why)
    {
        foreach (var name in names)
        {
            if (settings.Reader.Section(name).Exists)
                settings.Reader.Fault(name, why);
        }
    }
}
