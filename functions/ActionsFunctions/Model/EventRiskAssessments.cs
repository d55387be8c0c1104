using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The single assessments of a login's risk.</summary>
/// <param name="json"><c>riskAssessment.assessments</c>.</param>
public readonly struct EventRiskAssessments(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>Whether the address has a bad reputation.</summary>
    public EventRiskFinding? UntrustedIP => Json.Object("UntrustedIP") is { } json ? new EventRiskFinding(json) : null;

    /// <summary>Whether the device is known.</summary>
    public EventRiskFinding? NewDevice => Json.Object("NewDevice") is { } json ? new EventRiskFinding(json) : null;

    /// <summary>Whether the user can have come here since the last login.</summary>
    public EventRiskFinding? ImpossibleTravel => Json.Object("ImpossibleTravel") is { } json ? new EventRiskFinding(json) : null;

    /// <summary>Whether a known agent logs in.</summary>
    public EventRiskFinding? AgentDetection => Json.Object("AgentDetection") is { } json ? new EventRiskFinding(json) : null;
}
