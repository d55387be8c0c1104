namespace ActionsFunctions.Model;

public sealed partial class PostLoginApi
{
    /// <summary>Further steps of authentication.</summary>
    public AuthenticationApi Authentication => new(this);

    /// <summary>Multi-factor authentication at the end of the flow.</summary>
    public MultifactorApi Multifactor => new(this);

    /// <summary>Sending the user elsewhere, and back.</summary>
    public RedirectApi Redirect => new(this);

    /// <summary>Forms.</summary>
    public PromptApi Prompt => new(this);

    /// <summary>Errors that the user sees.</summary>
    public ValidationApi Validation => new(this);

    /// <summary>The login session.</summary>
    public SessionApi Session => new(this);

    /// <summary>The refresh token.</summary>
    public RefreshTokenApi RefreshToken => new(this);

    /// <summary>The SAML response.</summary>
    public SamlResponseApi SamlResponse => new(this);

    /// <summary>Rules that ran before. Legacy.</summary>
    public RulesApi Rules => new(this);

    /// <summary>The user's groups at the provider.</summary>
    public GroupsApi Groups => new(this);

    /// <summary>The user's roles at the provider.</summary>
    public RolesApi Roles => new(this);
}
