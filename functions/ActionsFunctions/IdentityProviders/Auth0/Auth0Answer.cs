using ActionsFunctions.Answering;
using ActionsFunctions.Merging;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.IdentityProviders.Auth0;

/// <summary>Answers with the neutral document; its transaction id is the event's, else ours.</summary>
internal static class Auth0Answer
{
    public static WebhookResponse Of(NormalizedLogin login, FlowOutcome outcome, string correlationId) =>
        NeutralAnswer.Of(login.Event.Transaction?.Id ?? correlationId, outcome);
}
