using ActionsFunctions.Model;

namespace ActionsFunctions.Running;

/// <summary>Whose login it is, as keys of kept answers say it. Read of the event once for all actions.</summary>
internal sealed class LoginOwner
{
    private readonly string provider;
    private readonly PostLoginEvent login;

    public LoginOwner(string provider, PostLoginEvent login)
    {
        (this.provider, this.login) = (provider, login);
        var user = login.User?.UserId;
        Subject = AnswerKey.SubjectOf(provider, user);
        KeyPart = AnswerKey.PartOf(provider, login.Tenant?.Id, login.Organization?.Id, user);
    }

    /// <summary>The user.</summary>
    public string Subject { get; }

    /// <summary>Provider, tenant, organization and user.</summary>
    public string KeyPart { get; }

    /// <summary>True where it was read of this very event.</summary>
    public bool IsOf(string of, PostLoginEvent by) => ReferenceEquals(by, login) && of == provider;
}
