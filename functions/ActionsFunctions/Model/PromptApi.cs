namespace ActionsFunctions.Model;

/// <summary><c>api.prompt</c>.</summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct PromptApi(PostLoginApi api)
{
    /// <summary>Shows a form and suspends the flow; one per action, not together with a redirect. Fields and variables: at most 24 KiB.</summary>
    public PostLoginApi Render(string promptId, IReadOnlyDictionary<string, ClaimValue>? fields = null, IReadOnlyDictionary<string, ClaimValue>? vars = null) =>
        api.Say(Command.RenderPrompt, CommandOptions.With(promptId, ("fields", CommandOptions.Map(fields)), ("vars", CommandOptions.Map(vars))));
}

/// <summary><c>api.validation</c>.</summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct ValidationApi(PostLoginApi api)
{
    /// <summary>Shows the user why the login cannot go on.</summary>
    public PostLoginApi Error(string code, string message) => api.Say("validation.error", code, message);
}
