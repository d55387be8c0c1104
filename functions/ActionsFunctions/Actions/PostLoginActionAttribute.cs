namespace ActionsFunctions.Actions;

/// <summary>Marks an action class and gives the type name by which flow entries and the route <c>/actions/{type}</c> refer to it.</summary>
/// <param name="type">Lower-case words joined by hyphens: <c>premium-flag</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PostLoginActionAttribute(string type) : Attribute
{
    /// <summary>The type name.</summary>
    public string Type { get; } = type;
}
