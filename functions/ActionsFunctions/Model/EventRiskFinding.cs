using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>One assessment of a login's risk.</summary>
/// <param name="json">A member of <c>riskAssessment.assessments</c>.</param>
public readonly struct EventRiskFinding(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>Confidence in the login: <c>low</c>, <c>medium</c>, <c>high</c> or <c>neutral</c>.</summary>
    public string? Confidence => Json.Text("confidence");

    /// <summary>What was found: <c>found_on_deny_list</c>, for one.</summary>
    public string? Code => Json.Text("code");

    /// <summary>Details, which differ by assessment.</summary>
    public EventMap Details => Json.Map("details");
}
