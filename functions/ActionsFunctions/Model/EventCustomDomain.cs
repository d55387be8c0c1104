using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The custom domain that the transaction runs on.</summary>
/// <param name="json">The event member <c>custom_domain</c>.</param>
public readonly struct EventCustomDomain(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The domain's name.</summary>
    public string? Domain => Json.Text("domain");

    /// <summary>Metadata of the domain.</summary>
    public EventMap DomainMetadata => Json.Map("domain_metadata");
}
