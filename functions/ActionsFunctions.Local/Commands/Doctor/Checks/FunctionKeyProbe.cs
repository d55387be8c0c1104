using ActionsFunctions.Local.Commands.Doctor.Subjects;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>Is a function key demanded, and is ours accepted?</summary>
internal sealed class FunctionKeyProbe : ICheck<Deployment>
{
    private const string Route = "post-login/auth0";

    public string Id => "function-key";

    public string About => "a function key is demanded, and the given one accepted";

    public async Task<IReadOnlyList<Finding>> RunAsync(Deployment subject, CancellationToken cancellationToken)
    {
        var demanded = await IsRefusedAsync(subject, withKey: false, cancellationToken);
        if (!demanded)
        {
            // The local server on loopback asks for none.
            return subject.Address.IsLoopback
                ? []
                : [Finding.Fail("No function key is demanded: anybody may try. In Azure the routes are AuthorizationLevel.Function; on the local server set Local:FunctionKey.")];
        }

        if (subject.FunctionKey is null)
            return [Finding.Warn("A function key is demanded. Give it with --function-key (or Local:FunctionKey) to look behind it; the provider's address needs it as ?code=, or as x-functions-key.")];
        return await IsRefusedAsync(subject, withKey: true, cancellationToken)
            ? [Finding.Fail("--function-key: is not accepted (401). Take the key of the function post-login: az functionapp function keys list --function-name post-login.")]
            : [];
    }

    private static async Task<bool> IsRefusedAsync(Deployment subject, bool withKey, CancellationToken cancellationToken)
    {
        // The platform looks at the key before the method, the local server after everything but the body's content.
        if ((await subject.GetAsync(Route, withKey, cancellationToken)).Status == 401)
            return true;
        foreach (var type in ActionsFunctions.Generated.ActionTypes.All)
        {
            var answer = await subject.PostAsync($"actions/{type.Name}", "{", withKey, cancellationToken);
            if (answer.Status is 401 or 400)
                return answer.Status == 401 && !answer.IsKeyRefusal;
        }

        return false;
    }
}
