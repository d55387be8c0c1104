using ActionsFunctions.Authenticating;
using ActionsFunctions.Hosting;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Merging;
using ActionsFunctions.Observing;
using ActionsFunctions.Planning;
using ActionsFunctions.Receiving;
using ActionsFunctions.Running;

namespace ActionsFunctions;

/// <summary>
/// The journey of a login, in eight steps, from the provider's call to the provider's answer. The folders of this project are the steps:
/// 1 Receiving, 2 Authenticating, 3 Normalizing, 4 Planning (made at start), 5 Running, 6 Merging, 7 Shaping, 8 Answering.
/// </summary>
/// <param name="provider">The identity provider whose contract is spoken.</param>
/// <param name="plan">4. Plan: the flow, validated at start.</param>
/// <param name="gate">Receives requests.</param>
/// <param name="runner">Runs flows.</param>
/// <param name="journal">Takes down what happened, without personal data.</param>
public sealed class PostLoginJourney(IIdentityProvider provider, FlowPlan plan, RequestGate gate, FlowRunner runner, LoginJournal journal)
{
    private readonly Func<WebhookRequest, ReadOnlyMemory<byte>, CancellationToken, ValueTask<CallerVerdict>> authenticate = provider.AuthenticateAsync;
    private readonly Func<string, bool> honours = provider.ClaimRules.Honours;

    /// <summary>Takes one login through all steps. Every outcome of the flow is a valid body of the provider's contract.</summary>
    public async ValueTask<WebhookResponse> HandleAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        // The budget counts from the arrival of the request.
        var deadline = new Deadline(journal.Clock, request.Arrived, provider.Budget);

        // 1. Receive the raw bytes, bounded. 2. Authenticate the caller over them. Both within the budget.
        var admitted = await Admission.AdmitAsync(gate, request, deadline, authenticate, cancellationToken);
        if (admitted.Fault is { } fault)
            return Refuse(fault, request, admitted.Reason);

        // 3. Normalize: the provider's payload becomes a post-login event.
        if (!admitted.TryParse(out var payload, out var raw, journal.Observes))
            return Refuse(Fault.InvalidRequest, request, SafeText.Constant("malformed JSON"));
        if (provider.Normalize(payload, request) is not { } login)
            return Refuse(Fault.InvalidRequest, request, SafeText.Constant("wrong shape"));
        if (login.AnswerAtOnce is { } answer)
        {
            journal.AnsweredAtOnce(provider.Route, request.CorrelationId, login.CallerCorrelationId);
            return answer;
        }

        if (login.Continuation is { } resume && plan.Find(resume) is null or { Shadow: true })
            return Refuse(Fault.InvalidRequest, request, SafeText.Constant("a continuation at no action of the flow"));

        // 4. Plan: validated at start, the same for every login.

        // 5. Run: independent actions at the same time, each under its deadline.
        var watch = journal.Watch(deadline);
        var context = new FlowContext(provider.Route, login.Event, deadline)
        {
            Honours = honours,
            Resume = login.Continuation,
            Watch = watch,
            LoginName = login.Name ?? request.CorrelationId,
            RetriesFor = provider.RetriesFor,
        };
        var results = await runner.RunAsync(plan, context, cancellationToken);

        // 6. Merge, in listed order: the outcome equals running them one after another.
        var merged = FlowMerger.Merge(plan, results);

        // 7. Shape: what this provider can carry; what it cannot is in the diagnostics.
        var shaped = provider.Shape(login, merged);

        // 8. Answer: the provider's own success, refusal or fallback body.
        var response = Labelled(provider.Answer(login, shaped, request.CorrelationId));
        var report = new LoginReport
        {
            Provider = provider.Route,
            Request = request,
            Body = raw,
            Login = login,
            Plan = plan,
            Results = results,
            Merged = merged,
            Outcome = shaped,
            Response = response,
            Budget = deadline.Budget,
            TimeLeft = deadline.Left,
            UpstreamCalls = watch?.Calls ?? [],
            Tape = watch?.Tape,
        };
        journal.Ended(report);
        LateShadows.Follow(report, journal);
        return response;
    }

    // Only after the caller proved who it is: an anonymous caller learns nothing of the flow, not even that it changed.
    private WebhookResponse Labelled(WebhookResponse answer)
    {
        var headers = new List<KeyValuePair<string, string>>(answer.Headers) { new("x-flow-hash", plan.Hash) };
        if (plan.Version is { } version)
            headers.Add(new("x-flow-version", version));
        return answer with { Headers = headers };
    }

    /// <summary>A fault in the provider's own error form, or the neutral one.</summary>
    public WebhookResponse Refuse(Fault fault, WebhookRequest request, SafeText reason)
    {
        ArgumentNullException.ThrowIfNull(request);
        var response = provider.Refuse(fault, request.CorrelationId) ?? FaultAnswers.Neutral(fault, request.CorrelationId);
        return journal.Refused(new(provider.Route, fault, reason, request, response));
    }
}
