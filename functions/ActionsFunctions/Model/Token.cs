namespace ActionsFunctions.Model;

/// <summary>The token that a claim is put into.</summary>
public enum Token
{
    /// <summary>The ID token.</summary>
    Id,

    /// <summary>The access token.</summary>
    Access,
}

/// <summary>The tokens that a configured claim is put into: the setting <c>Tokens</c>, written <c>id</c>, <c>access</c> or <c>both</c>.</summary>
[Flags]
public enum Tokens
{
    /// <summary>Neither; not a valid setting.</summary>
    None = 0,

    /// <summary>Only the ID token.</summary>
    Id = 1,

    /// <summary>Only the access token.</summary>
    Access = 2,

    /// <summary>Both tokens.</summary>
    Both = Id | Access,
}
