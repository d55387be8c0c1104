using System.Runtime.CompilerServices;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Running;

namespace ActionsFunctions.Testing;

/// <summary>How one action ended and what it said. Its sentences throw <see cref="ExpectationException"/> where they are not so, and can be chained.</summary>
/// <param name="result">How it ended.</param>
/// <param name="login">The login.</param>
/// <param name="exception">What it threw.</param>
public sealed class SimulatedAction(ActionResult result, Login login, Exception? exception)
{
    /// <summary>How it ended.</summary>
    public ActionOutcome Outcome => result.Outcome;

    /// <summary>The code it failed with; null where it did not fail. One that throws fails with <c>exception</c>.</summary>
    public string? Failure => result.Breakdown?.Reason;

    /// <summary>What it threw; null where it did not.</summary>
    public Exception? Exception => exception;

    /// <summary>What it said, written as calls: <c>idToken.setCustomClaim("name", 7)</c>.</summary>
    public IReadOnlyList<string> Commands { get; } = [.. result.Commands.Select(Words.Of)];

    /// <summary>It ran to its end.</summary>
    public SimulatedAction ShouldSucceed() => Should(Outcome == ActionOutcome.Succeeded, "the action to succeed");

    /// <summary>It did not run, since the login lacks what it needs.</summary>
    public SimulatedAction ShouldBeSkipped() => Should(Outcome == ActionOutcome.Skipped, "the action to be skipped");

    /// <summary>Its time was over.</summary>
    public SimulatedAction ShouldTimeOut() => Should(Outcome == ActionOutcome.TimedOut, "the action to run out of time");

    /// <summary>It failed with this code.</summary>
    public SimulatedAction ShouldFail(string code) => Should(Outcome == ActionOutcome.Failed && Failure == code, $"the action to fail with '{code}'");

    /// <summary>It refused the login for this reason.</summary>
    public SimulatedAction ShouldDeny(string reason) =>
        Should(Outcome == ActionOutcome.Denied && result.DenyReason == reason, $"the action to deny the login with '{reason}'");

    /// <summary>It set this claim in these tokens, both where none are named; what it said last counts.</summary>
    public SimulatedAction ShouldSetClaim(string name, ClaimValue value, Tokens tokens = Tokens.Both)
    {
        if (tokens.HasFlag(Tokens.Id))
            ShouldHaveSet(Command.SetIdTokenClaim, name, value);
        if (tokens.HasFlag(Tokens.Access))
            ShouldHaveSet(Command.SetAccessTokenClaim, name, value);
        return this;
    }

    /// <summary>It set this claim to a list of texts.</summary>
    [OverloadResolutionPriority(1)]
    public SimulatedAction ShouldSetClaim(string name, IReadOnlyList<string> values, Tokens tokens = Tokens.Both) => ShouldSetClaim(name, ClaimValue.Of(values), tokens);

    /// <summary>It set no claim of this name, in no token.</summary>
    public SimulatedAction ShouldNotSetClaim(string name) =>
        Should(!result.Commands.Any(command => command.ClaimOf is not null && command.Text(0) == name), $"no claim '{name}'");

    /// <summary>It said this, among other things: <c>ShouldSay("user.setAppMetadata", "plan", "gold")</c>.</summary>
    public SimulatedAction ShouldSay(string method, params ClaimValue[] args) =>
        Should(result.Commands.Any(command => command.Method == method && IsSame(command.Args, args)), Words.Of(method, args));

    /// <summary>It ran, and said nothing: no claim, no command, no failure.</summary>
    public SimulatedAction ShouldSayNothing() => Should(Outcome == ActionOutcome.Succeeded && Commands.Count == 0, "the action to succeed and say nothing");

    /// <summary>It said exactly this, in this order, each written as a call: <c>idToken.setCustomClaim("name", 7)</c>.</summary>
    public SimulatedAction ShouldSayOnly(params string[] calls) =>
        Should(Commands.SequenceEqual(calls, StringComparer.Ordinal), "exactly" + Words.List(calls, " nothing"));

    private void ShouldHaveSet(string method, string name, ClaimValue value)
    {
        var last = result.Commands.LastOrDefault(command => command.Method == method && command.Text(0) == name);
        Should(last is not null && Words.Same(last.Args[1], value), Words.Of(method, [name, value]));
    }

    private static bool IsSame(IReadOnlyList<ClaimValue> one, ClaimValue[] other) =>
        one.Count == other.Length && one.Zip(other).All(pair => Words.Same(pair.First, pair.Second));

    private SimulatedAction Should(bool holds, string expected)
    {
        if (holds)
            return this;
        var failure = Failure is null ? "" : $" ({Failure})";
        throw new ExpectationException(
            $"Expected {expected}.\nThe action {Outcome.Name()}{failure} and said:{Words.List(Commands, " nothing")}\nLogin: {login}",
            exception);
    }
}
