using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The risk of the login as the provider sees it.</summary>
/// <param name="json">The event member <c>authentication.riskAssessment</c>.</param>
public readonly struct EventRiskAssessment(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>Confidence in the login over all: <c>low</c>, <c>medium</c>, <c>high</c> or <c>neutral</c>.</summary>
    public string? Confidence => Json.Text("confidence");

    /// <summary>Version of the assessment.</summary>
    public string? Version => Json.Text("version");

    /// <summary>The single assessments.</summary>
    public EventRiskAssessments? Assessments => Json.Object("assessments") is { } json ? new EventRiskAssessments(json) : null;

    /// <summary>Assessments of others. Early access.</summary>
    public EventRiskSupplemental? Supplemental => Json.Object("supplemental") is { } json ? new EventRiskSupplemental(json) : null;
}
