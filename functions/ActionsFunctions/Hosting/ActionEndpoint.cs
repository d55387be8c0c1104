using System.Collections.Concurrent;
using ActionsFunctions.Answering;
using ActionsFunctions.Authenticating;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Merging;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Observing;
using ActionsFunctions.Planning;
using ActionsFunctions.Receiving;
using ActionsFunctions.Running;

namespace ActionsFunctions.Hosting;

/// <summary><c>POST /actions/{type}[?name=instance]</c>: one configured action alone, answered with the neutral document. A failure is a 200 with outcome <c>failed</c>.</summary>
/// <param name="plan">The flow whose entries can be run.</param>
/// <param name="gate">Receives requests.</param>
/// <param name="runner">Runs flows.</param>
/// <param name="journal">Takes down what happened.</param>
/// <param name="budget">Time from arrival to answer.</param>
public sealed class ActionEndpoint(FlowPlan plan, RequestGate gate, FlowRunner runner, LoginJournal journal, TimeSpan budget)
{
    private const string Route = "actions";

    private readonly ConcurrentDictionary<string, FlowPlan> alone = new(StringComparer.Ordinal);

    /// <summary>Runs the instance that the request names, else the first of its type.</summary>
    public async Task<WebhookResponse> HandleAsync(string type, WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var name = request.Query.TryGetValue("name", out var given) ? given : null;
        var entry = plan.Actions.FirstOrDefault(action => action.Type == type && (name is null || action.Name == name));
        if (entry is null)
            return Refuse(Fault.NotFound, request, SafeText.Constant("no such action in the flow"));
        var deadline = new Deadline(journal.Clock, request.Arrived, budget);
        var admitted = await Admission.AdmitAsync(gate, request, deadline, authenticate: null, cancellationToken);
        if (admitted.Fault is { } fault)
            return Refuse(fault, request, admitted.Reason);
        if (!admitted.TryParse(out var payload, out var raw, journal.Observes) || !NeutralRequest.TryContinuation(payload, out var resume) || NeutralRequest.Event(payload) is not { } login)
            return Refuse(Fault.InvalidRequest, request, SafeText.Constant("malformed JSON or wrong shape"));

        var flow = alone.GetOrAdd(entry.Name, _ => FlowPlan.Alone(entry));
        var watch = journal.Watch(deadline);
        var context = new FlowContext(Route, login, deadline)
        {
            Resume = resume is null ? null : entry.Name,
            Watch = watch,
            LoginName = request.Headers.Get("Idempotency-Key") ?? request.CorrelationId,
        };
        var results = await runner.RunAsync(flow, context, cancellationToken);
        var merged = FlowMerger.Merge(flow, results);
        var response = NeutralAnswer.Of(login.Transaction?.Id ?? request.CorrelationId, merged);
        journal.Ended(new LoginReport
        {
            Provider = Route,
            Request = request,
            Body = raw,
            Login = new(login, payload),
            Plan = flow,
            Results = results,
            Merged = merged,
            Outcome = merged,
            Response = response,
            Budget = deadline.Budget,
            TimeLeft = deadline.Left,
            UpstreamCalls = watch?.Calls ?? [],
        });
        return response;
    }

    private WebhookResponse Refuse(Fault fault, WebhookRequest request, SafeText reason) =>
        journal.Refused(new(Route, fault, reason, request, FaultAnswers.Neutral(fault, request.CorrelationId)));
}
