using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>What Akamai in front of the provider forwarded. Early access.</summary>
/// <param name="json"><c>riskAssessment.supplemental.akamai</c>.</param>
public readonly struct EventAkamai(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>Result of Bot Manager.</summary>
    public EventMap AkamaiBot => Json.Map("akamaiBot");

    /// <summary>Result of Account Protector.</summary>
    public EventMap AkamaiUserRisk => Json.Map("akamaiUserRisk");
}
