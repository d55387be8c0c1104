using ActionsFunctions.Running;

namespace ActionsFunctions.Model;

/// <summary>
/// What an action may ask for. Every call is recorded and takes effect when the flow is merged; nothing is done at once.
/// Methods that record return the api, so that calls can be chained. Source: Auth0, "Post-login API object".
/// </summary>
public sealed partial class PostLoginApi
{
    private readonly Deadline deadline;

    internal PostLoginApi(CommandRecorder recorder, Deadline deadline, ApiScope? scope = null)
    {
        Recorder = recorder;
        this.deadline = deadline;
        Scope = scope ?? ApiScope.Empty;
    }

    /// <summary>Refuse the login.</summary>
    public AccessApi Access => new(this);

    /// <summary>Custom claims of the ID token.</summary>
    public IdTokenApi IdToken => new(this);

    /// <summary>Custom claims of the access token.</summary>
    public AccessTokenApi AccessToken => new(this);

    /// <summary>Metadata of the user.</summary>
    public UserApi User => new(this);

    /// <summary>Metadata of this transaction.</summary>
    public TransactionApi Transaction => new(this);

    /// <summary>Small texts kept for this user from login to login.</summary>
    public CacheApi Cache => new(this);

    /// <summary>How much of the action's time is left. Over, the action is abandoned.</summary>
    public TimeSpan TimeLeft => deadline.Left;

    /// <summary>
    /// Names the login: the same for every attempt of the provider to complete it (Entra repeats a call once, Hydra and Supabase several times), another for any other login.
    /// Letters, digits, '-' and '_'; says nothing about the person.
    /// </summary>
    public string LoginId => Scope.LoginId;

    /// <summary>What to send as <c>Idempotency-Key</c> with a write: <see cref="LoginId"/> and the name of the flow entry, so that two entries do not pass for one.</summary>
    public string IdempotencyKey => $"{Scope.LoginId}.{Scope.Action}";

    internal CommandRecorder Recorder { get; }

    internal ApiScope Scope { get; }

    /// <summary>Sets a claim in the tokens given.</summary>
    public PostLoginApi SetCustomClaim(Tokens tokens, string name, ClaimValue value)
    {
        if (tokens.HasFlag(Tokens.Id))
            IdToken.SetCustomClaim(name, value);
        if (tokens.HasFlag(Tokens.Access))
            AccessToken.SetCustomClaim(name, value);
        return this;
    }

    /// <summary>Says that the action could not do its work. Its commands are discarded and its entry's <c>OnFailure</c> decides.</summary>
    /// <param name="reason">A short code for diagnostics (<c>graph-forbidden</c>): no personal data, no secret, no host name.</param>
    public void Fail(string reason) => Recorder.Fail(reason);

    /// <summary>Records a command; throws where the arguments break a rule of Auth0's, or where it cannot be said now.</summary>
    internal PostLoginApi Say(string method, params ClaimValue[] args)
    {
        if (CommandRules.Refuse(method, args) is { } fault)
            throw new ArgumentException(fault, nameof(args));
        if (TrySay(new(method, args)) is { } why)
            throw new InvalidOperationException($"api.{method}: {why}");
        return this;
    }

    /// <summary>Records a command whose arguments are known to be good; else says why it cannot be said now.</summary>
    internal string? TrySay(Command command)
    {
        var refusal = RunRules.Refuse(command, Recorder, Scope);
        if (refusal is null)
            Recorder.Record(command);
        return refusal;
    }

    /// <summary>Says that a claim was left out or cut short, so that it is not lost silently: a <c>claim-dropped</c> diagnostic of the answer.</summary>
    /// <param name="claim">The claim's name.</param>
    /// <param name="reason">Why, without personal data.</param>
    public PostLoginApi ReportLost(string claim, string reason)
    {
        Recorder.Record(new(Command.LostClaim, [claim, reason]));
        return this;
    }
}
