using ActionsFunctions.Actions;
using ActionsFunctions.Generated;

namespace ActionsFunctions.Testing;

/// <summary>Runs actions and flows as the product runs them, in the process of the test and without a server.</summary>
public static class Simulate
{
    /// <summary>One action of the product, by its type: <c>graph-groups</c>.</summary>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public static ActionSimulation Action(string type) => Action(
        ActionTypes.All.FirstOrDefault(known => known.Name == type)
        ?? throw new ArgumentException($"'{type}' is no action type; known: {string.Join(", ", ActionTypes.All.Select(known => known.Name))}", nameof(type)));

    /// <summary>One action, however it is made.</summary>
    public static ActionSimulation Action(ActionType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new(new ActionSetup(type));
    }

    /// <summary>A whole flow, as the text of a flow file, called by <c>auth0</c> unless <see cref="FlowSimulation.Through"/> says otherwise.</summary>
    public static FlowSimulation Flow(string json) => new(new FlowSetup(json));

    /// <summary>The flow of a file: the one that is deployed, say.</summary>
    public static FlowSimulation FlowFile(string path) => Flow(File.ReadAllText(path));
}
