using System.Text.Json;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Merging;
using ActionsFunctions.Receiving;
using ActionsFunctions.Shaping;

namespace ActionsFunctions.Hosting;

/// <summary>A provider whose calls are our own: it is not asked who calls. Reachable from <see cref="Rehearsal"/> only, by no route.</summary>
/// <param name="provider">The provider.</param>
internal sealed class RehearsedProvider(IIdentityProvider provider) : IIdentityProvider
{
    // The first call compiles more than any later one: a caller's budget would cut it off.
    internal static readonly TimeSpan Plenty = TimeSpan.FromSeconds(5);

    public string Route => provider.Route;

    public TimeSpan Budget => Plenty;

    public ClaimRules ClaimRules => provider.ClaimRules;

    public string? Sample => provider.Sample;

    public Task LoadCredentialsAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask<CallerVerdict> AuthenticateAsync(WebhookRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) => new(CallerVerdict.Accepted);

    public NormalizedLogin? Normalize(JsonElement payload, WebhookRequest request) => provider.Normalize(payload, request);

    public FlowOutcome Shape(NormalizedLogin login, FlowOutcome outcome) => provider.Shape(login, outcome);

    public WebhookResponse Answer(NormalizedLogin login, FlowOutcome outcome, string correlationId) => provider.Answer(login, outcome, correlationId);

    public WebhookResponse? Refuse(Fault fault, string correlationId) => provider.Refuse(fault, correlationId);
}
