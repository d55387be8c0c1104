using ActionsFunctions.Model;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Tests.IdentityProviders.Behaviour;

/// <summary>A provider as the shared suite sees it: who may call, what its tokens carry, and what it makes of a refusal.</summary>
/// <param name="Simulator">Plays the provider.</param>
/// <param name="Callers">Who may call.</param>
internal sealed record ProviderBehaviour(IProviderSimulator Simulator, CallerCredentials Callers)
{
    public string Route => Simulator.Route;

    /// <summary>The tokens that claims of the flow reach.</summary>
    public Tokens Carries { get; init; } = Tokens.Both;

    /// <summary>The name under which a claim of the flow stands in a token.</summary>
    public Func<string, string> NameInToken { get; init; } = static name => name;

    /// <summary>A name that no claim of a flow may have.</summary>
    public required string ReservedClaim { get; init; }

    /// <summary>Bytes of names and values that a token takes at most; null where no limit is published.</summary>
    public int? MaxClaimBytes { get; init; }

    /// <summary>A value that no claim can have; null where every JSON value will do.</summary>
    public ClaimValue? WrongType { get; init; }

    /// <summary>The status of an answer that changes nothing.</summary>
    public int StatusWhenUnchanged { get; init; } = 200;

    /// <summary>What a login without a user comes to.</summary>
    public SimulatedOutcome WithoutUser { get; init; } = SimulatedOutcome.Issued;

    /// <summary>Bodies that are JSON, and not this provider's.</summary>
    public IReadOnlyList<string> WrongShapes { get; init; } = ["[]", "\"text\"", "null"];

    public override string ToString() => Route;
}
