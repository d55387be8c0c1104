namespace ActionsFunctions.Actions;

/// <summary>A kind of action that flow entries can name. The table of them is generated at compile time.</summary>
/// <param name="Name">The type name, as in the flow and in <c>/actions/{type}</c>.</param>
/// <param name="Create">Makes an instance for one flow entry; faults in its settings are reported to the settings' fault list, not thrown.</param>
public sealed record ActionType(string Name, Func<ActionSettings, IPostLoginAction> Create);
