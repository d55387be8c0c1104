using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>Risk assessments that others than the provider made. Early access.</summary>
/// <param name="json"><c>riskAssessment.supplemental</c>.</param>
public readonly struct EventRiskSupplemental(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>What Akamai forwarded.</summary>
    public EventAkamai? Akamai => Json.Object("akamai") is { } json ? new EventAkamai(json) : null;
}
