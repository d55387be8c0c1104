using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>How the user authenticated.</summary>
/// <param name="json">The event member <c>authentication</c>.</param>
public readonly struct EventAuthentication(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The methods completed during the session, in order.</summary>
    public IReadOnlyList<EventAuthenticationMethod> Methods => Json.Objects("methods", static json => new EventAuthenticationMethod(json));

    /// <summary>The risk of this login as the provider sees it.</summary>
    public EventRiskAssessment? RiskAssessment => Json.Object("riskAssessment") is { } json ? new EventRiskAssessment(json) : null;
}
