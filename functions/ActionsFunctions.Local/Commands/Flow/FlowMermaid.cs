using ActionsFunctions.Planning;

namespace ActionsFunctions.Local.Commands.Flow;

/// <summary>The flow as a Mermaid flowchart, for a page that shows one.</summary>
internal static class FlowMermaid
{
    public static void Write(FlowPlan plan, TextWriter to)
    {
        to.WriteLine("flowchart LR");
        foreach (var action in plan.Actions)
        {
            // Names hold letters, digits, '.', '_' and '-' only; a condition may hold quotes and brackets, and stays out.
            to.WriteLine($"  a{action.Index}[\"{action.Name}{(action.When is null ? "" : " (conditional)")}{(action.Shadow ? " (shadow)" : "")}\"]");
            foreach (var index in action.After)
                to.WriteLine($"  a{index} {(action.RequireAfter ? "==>" : "-->")} a{action.Index}");
            if (action.ShadowOf is { } other)
                to.WriteLine($"  a{action.Index} -. compared with .- a{other}");
        }
    }
}
