namespace ActionsFunctions.Model;

/// <summary>
/// <c>api.authentication</c>. A challenge or enrolment suspends the flow after this action; when the user has passed, the same action is
/// resumed (<see cref="Actions.IContinuePostLoginAction"/>).
/// </summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct AuthenticationApi(PostLoginApi api)
{
    /// <summary>Asks for one factor; others may be offered as alternatives. Factors that the user has not enrolled are passed over.</summary>
    public PostLoginApi ChallengeWith(Factor factor, params IReadOnlyList<Factor> additionalFactors) => Ask("authentication.challengeWith", factor, additionalFactors);

    /// <summary>Asks for any of these factors.</summary>
    public PostLoginApi ChallengeWithAny(params IReadOnlyList<Factor> factors) => api.Say("authentication.challengeWithAny", CommandOptions.List(factors));

    /// <summary>Has the user enrol a factor; others may be offered as alternatives.</summary>
    public PostLoginApi EnrollWith(Factor factor, params IReadOnlyList<Factor> additionalFactors) => Ask("authentication.enrollWith", factor, additionalFactors);

    /// <summary>Has the user enrol any of these factors.</summary>
    public PostLoginApi EnrollWithAny(params IReadOnlyList<Factor> factors) => api.Say("authentication.enrollWithAny", CommandOptions.List(factors));

    /// <summary>Notes in the session that a method of your own was passed; only when the flow is resumed.</summary>
    /// <param name="providerUrl">An address that names the method.</param>
    public PostLoginApi RecordMethod(string providerUrl) => api.Say(Command.RecordMethod, providerUrl);

    /// <summary>Makes another user the primary one of this login; once per transaction.</summary>
    /// <param name="userId">Id of at most 128 characters.</param>
    public PostLoginApi SetPrimaryUser(string userId) => api.Say(Command.SetPrimaryUser, userId);

    private PostLoginApi Ask(string method, Factor factor, IReadOnlyList<Factor> additional)
    {
        ArgumentNullException.ThrowIfNull(factor);
        return api.Say(method, CommandOptions.With(CommandOptions.Of(factor), ("additionalFactors", additional.Count == 0 ? (ClaimValue?)null : CommandOptions.List(additional))));
    }
}

/// <summary><c>api.multifactor</c>.</summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct MultifactorApi(PostLoginApi api)
{
    /// <summary>Demands multi-factor authentication. Evaluated when the whole flow is over, not at once.</summary>
    /// <param name="provider"><c>any</c>, <c>none</c>, <c>guardian</c>, <c>google-authenticator</c> or <c>duo</c>.</param>
    /// <param name="allowRememberBrowser">Whether the browser may be remembered; null, the default: not said, which is no.</param>
    /// <param name="providerOptions">What Duo wants: <c>host</c>, <c>ikey</c>, <c>skey</c>, <c>username</c>.</param>
    public PostLoginApi Enable(string provider, bool? allowRememberBrowser = null, IReadOnlyDictionary<string, string>? providerOptions = null) =>
        api.Say("multifactor.enable", CommandOptions.With(
            provider,
            ("allowRememberBrowser", allowRememberBrowser is { } allow ? (ClaimValue?)(ClaimValue)allow : null),
            ("providerOptions", CommandOptions.Map(providerOptions))));
}
