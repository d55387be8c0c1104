using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Merging;
using ActionsFunctions.Running;

namespace ActionsFunctions.Hosting;

/// <summary>What happened in one login, for an observer in the same process (the local command line, a console). Holds personal data: never logged.</summary>
/// <param name="Provider">Route of the provider.</param>
/// <param name="CorrelationId">Our id of the request.</param>
/// <param name="Login">The login as the flow saw it.</param>
/// <param name="Outcome">The outcome as answered.</param>
/// <param name="Status">HTTP status of the answer.</param>
/// <param name="Deadline">The budget, and what was left of it.</param>
public sealed record LoginReport(string Provider, string CorrelationId, NormalizedLogin Login, FlowOutcome Outcome, int Status, Deadline Deadline);
