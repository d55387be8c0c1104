using ActionsFunctions.Actions;
using ActionsFunctions.Model;

namespace ActionsFunctions.Tests.IdentityProviders.Behaviour;

/// <summary>A flow of actions written in the test: its settings, and the action types that they name.</summary>
internal sealed class ScriptedFlow
{
    private readonly List<ActionType> types = [];
    private readonly Dictionary<string, string?> settings = new(StringComparer.Ordinal);

    public IReadOnlyList<ActionType> Types => types;

    public IReadOnlyDictionary<string, string?> Settings => settings;

    /// <summary>A flow of the product's own actions, listed by these settings.</summary>
    public static ScriptedFlow Of(IEnumerable<ActionType> known, params IEnumerable<(string Key, string Value)> listed)
    {
        var flow = new ScriptedFlow();
        flow.types.AddRange(known);
        foreach (var (key, value) in listed)
            flow.settings[key] = value;
        return flow;
    }

    /// <summary>Lists an action; it starts when the one before has ended.</summary>
    public ScriptedFlow Then(string name, Action<PostLoginEvent, PostLoginApi> script, string onFailure = "continue", bool needsUser = false)
    {
        var entry = $"PostLogin:Actions:{types.Count}:";
        settings[entry + "Name"] = name;
        settings[entry + "OnFailure"] = onFailure;
        if (types.Count > 0)
            settings[entry + "After:0"] = types[^1].Name;
        types.Add(new(name, _ => new Scripted(script, needsUser)));
        return this;
    }

    private sealed class Scripted(Action<PostLoginEvent, PostLoginApi> script, bool needsUser) : IPostLoginAction
    {
        public bool AppliesTo(PostLoginEvent login) => !needsUser || login.User is not null;

        public Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
        {
            script(login, api);
            return Task.CompletedTask;
        }
    }
}
