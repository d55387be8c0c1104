namespace ActionsFunctions.Model;

public sealed partial class PostLoginEvent
{
    /// <summary>The agent that the client is linked to. Early access.</summary>
    public EventAgent? Agent => Json.Object("agent") is { } json ? new EventAgent(json) : null;

    /// <summary>The session that the user had before logging in.</summary>
    public EventAnonymousSession? AnonymousSession => Json.Object("anonymous_session") is { } json ? new EventAnonymousSession(json) : null;

    /// <summary>How the user authenticated.</summary>
    public EventAuthentication? Authentication => Json.Object("authentication") is { } json ? new EventAuthentication(json) : null;

    /// <summary>What the user is authorized for.</summary>
    public EventAuthorization? Authorization => Json.Object("authorization") is { } json ? new EventAuthorization(json) : null;

    /// <summary>The application.</summary>
    public EventClient? Client => Json.Object("client") is { } json ? new EventClient(json) : null;

    /// <summary>The connection that authenticated the user.</summary>
    public EventConnection? Connection => Json.Object("connection") is { } json ? new EventConnection(json) : null;

    /// <summary>The custom domain that the transaction runs on.</summary>
    public EventCustomDomain? CustomDomain => Json.Object("custom_domain") is { } json ? new EventCustomDomain(json) : null;

    /// <summary>The experiment that the login takes part in.</summary>
    public EventExperiment? Experiment => Json.Object("experiment") is { } json ? new EventExperiment(json) : null;

    /// <summary>The organization logged in to.</summary>
    public EventOrganization? Organization => Json.Object("organization") is { } json ? new EventOrganization(json) : null;

    /// <summary>What the user entered into a form.</summary>
    public EventPrompt? Prompt => Json.Object("prompt") is { } json ? new EventPrompt(json) : null;

    /// <summary>The refresh token in use.</summary>
    public EventRefreshToken? RefreshToken => Json.Object("refresh_token") is { } json ? new EventRefreshToken(json) : null;

    /// <summary>The request that the transaction began with.</summary>
    public EventRequest? Request => Json.Object("request") is { } json ? new EventRequest(json) : null;

    /// <summary>The API that the access token is for.</summary>
    public EventResourceServer? ResourceServer => Json.Object("resource_server") is { } json ? new EventResourceServer(json) : null;

    /// <summary>Fingerprints of the TLS connection.</summary>
    public EventSecurityContext? SecurityContext => Json.Object("security_context") is { } json ? new EventSecurityContext(json) : null;

    /// <summary>The login session.</summary>
    public EventSession? Session => Json.Object("session") is { } json ? new EventSession(json) : null;

    /// <summary>The token that carries a session from a native application to the web. Early access.</summary>
    public EventSessionTransferToken? SessionTransferToken => Json.Object("session_transfer_token") is { } json ? new EventSessionTransferToken(json) : null;

    /// <summary>Figures about the user's logins.</summary>
    public EventStats? Stats => Json.Object("stats") is { } json ? new EventStats(json) : null;

    /// <summary>The tenant.</summary>
    public EventTenant? Tenant => Json.Object("tenant") is { } json ? new EventTenant(json) : null;

    /// <summary>The authentication transaction.</summary>
    public EventTransaction? Transaction => Json.Object("transaction") is { } json ? new EventTransaction(json) : null;

    /// <summary>The user; null for grants without one (client credentials).</summary>
    public EventUser? User => Json.Object("user") is { } json ? new EventUser(json) : null;
}
