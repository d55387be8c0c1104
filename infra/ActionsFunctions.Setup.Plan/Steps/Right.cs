namespace ActionsFunctions.Setup.Steps;

/// <summary>What whoever signs in must hold for a call: a permission of Microsoft Graph with consent, and a directory role.</summary>
/// <param name="Permission">The permission.</param>
/// <param name="Role">The least directory role. Source: the "Permissions" of each call in the Microsoft Graph reference.</param>
internal sealed record Right(string Permission, string Role)
{
    public static readonly Right Registrations = new("Application.ReadWrite.All", "Application Administrator");
    public static readonly Right Extensions = new("CustomAuthenticationExtension.ReadWrite.All", "Authentication Extensibility Administrator");
    public static readonly Right Listeners = new("EventListener.ReadWrite.All", "Authentication Extensibility Administrator");
    public static readonly Right Policies = new("Policy.ReadWrite.ApplicationConfiguration", "Application Administrator");

    /// <summary>Giving an application a permission of Microsoft Graph: no lesser role may.</summary>
    public static readonly Right Grants = new("AppRoleAssignment.ReadWrite.All", "Privileged Role Administrator");

    public static readonly Right Reading = new(
        "Application.Read.All, Policy.Read.All, CustomAuthenticationExtension.Read.All and EventListener.Read.All", "Authentication Extensibility Administrator");

    public static readonly Right ReadingPrincipals = new("Application.Read.All", "Directory Readers");

    /// <summary>Delegated permissions to ask for at a sign-in that connects or disconnects.</summary>
    public static IReadOnlyList<string> ToConnect { get; } =
        [Registrations.Permission, Grants.Permission, Extensions.Permission, Listeners.Permission, Policies.Permission, "Policy.Read.All"];

    /// <summary>The same where nothing is to be written: a token that cannot write.</summary>
    public static IReadOnlyList<string> ToLook { get; } = ["Application.Read.All", "Policy.Read.All", "CustomAuthenticationExtension.Read.All", "EventListener.Read.All"];

    public static IReadOnlyList<string> ToGrant { get; } = ["Application.Read.All", Grants.Permission];

    public static IReadOnlyList<string> ToLookAtGrants { get; } = ["Application.Read.All"];
}
