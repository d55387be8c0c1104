using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>The authentication transaction.</summary>
/// <param name="json">The event member <c>transaction</c>.</param>
public readonly struct EventTransaction(JsonElement json)
{
    /// <summary>The raw member.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>The transaction's id.</summary>
    public string? Id => Json.Text("id") is { Length: > 0 } id ? id : null;

    /// <summary><c>oidc-basic-profile</c>, <c>oauth2-refresh-token</c>, <c>samlp</c> and others.</summary>
    public string? Protocol => Json.Text("protocol");

    /// <summary>The authentication context classes asked for.</summary>
    public IReadOnlyList<string> AcrValues => Json.Texts("acr_values");

    /// <summary>The OpenID Connect parameter <c>prompt</c>.</summary>
    public IReadOnlyList<string> Prompt => Json.Texts("prompt");

    /// <summary>The scopes asked for.</summary>
    public IReadOnlyList<string> RequestedScopes => Json.Texts("requested_scopes");

    /// <summary><c>code</c>, <c>token</c>, <c>id_token</c>.</summary>
    public IReadOnlyList<string> ResponseType => Json.Texts("response_type");

    /// <summary><c>query</c>, <c>fragment</c>, <c>form_post</c> or <c>web_message</c>.</summary>
    public string? ResponseMode => Json.Text("response_mode");

    /// <summary>The languages asked for.</summary>
    public IReadOnlyList<string> UiLocales => Json.Texts("ui_locales");

    /// <summary>The language chosen.</summary>
    public string? Locale => Json.Text("locale");

    /// <summary>The OpenID Connect parameter <c>login_hint</c>. Written by the caller.</summary>
    public string? LoginHint => Json.Text("login_hint");

    /// <summary>Where the browser goes afterwards.</summary>
    public string? RedirectUri => Json.Text("redirect_uri");

    /// <summary>The application's <c>state</c> parameter.</summary>
    public string? State => Json.Text("state");

    /// <summary>Dynamic linking id.</summary>
    public string? LinkingId => Json.Text("linking_id");

    /// <summary>Id by which the application finds this login in its logs.</summary>
    public string? CorrelationId => Json.Text("correlation_id");

    /// <summary>The authorization details asked for (RFC 9396 section 2).</summary>
    public IReadOnlyList<EventMap> RequestedAuthorizationDetails => Json.Objects("requested_authorization_details", static json => new EventMap(json));

    /// <summary>Who acts for the subject in a token exchange (RFC 8693).</summary>
    public EventActor? Actor => Json.Object("actor") is { } json ? new EventActor(json) : null;

    /// <summary>Type of the actor token in a token exchange.</summary>
    public string? ActorTokenType => Json.Text("actor_token_type");

    /// <summary>Type of the subject token in a token exchange.</summary>
    public string? SubjectTokenType => Json.Text("subject_token_type");

    /// <summary>The scopes to be granted. Early access.</summary>
    public IReadOnlyList<string> TargetScopes => Json.Texts("target_scopes");

    /// <summary>Metadata of this transaction, with what the actions named in <c>After</c> wrote.</summary>
    public EventMap Metadata => Json.Map("metadata");
}
