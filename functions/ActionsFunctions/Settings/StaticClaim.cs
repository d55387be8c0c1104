using ActionsFunctions.Model;

namespace ActionsFunctions.Settings;

/// <summary>A claim name written in the flow, kept to be checked against every configured provider at start.</summary>
/// <param name="Key">Full key of the setting that names it.</param>
/// <param name="Name">The claim name.</param>
/// <param name="Tokens">The tokens it goes into.</param>
public sealed record StaticClaim(string Key, string Name, Tokens Tokens);
