using System.Collections.Frozen;
using System.Text.Json;
using static ActionsFunctions.Normalizing.EventShapeRule;

namespace ActionsFunctions.Normalizing;

/// <summary>
/// Whether a caller's event has the shape of Auth0's post-login event: every documented member is optional but of its documented type
/// (null counts as absent), unknown members are welcome, and a user, where there is one, has an id.
/// Source: Auth0, "Post-login event object"; for the members marked [code], the types and the test event in auth0/auth0-actions.
/// </summary>
internal static class EventShape
{
    // Auth0 nests an actor chain to five levels; below, nobody documents anything.
    private const int ActorLevels = 5;

    private static readonly EventShapeRule GeoIp = Object(
        ("cityName", Text), ("continentCode", Text), ("countryCode", Text), ("countryCode3", Text), ("countryName", Text),
        ("latitude", Number), ("longitude", Number), ("subdivisionCode", Text), ("subdivisionName", Text), ("timeZone", Text));

    private static readonly EventShapeRule Device = Object(
        ("initial_ip", Text), ("initial_asn", Text), ("initial_user_agent", Text),
        ("last_ip", Text), ("last_asn", Text), ("last_user_agent", Text));

    private static readonly EventShapeRule SessionTransfer = Object(
        ("parent_refresh_token", Object(("id", Text), ("metadata", Map))));

    private static readonly EventShapeRule RiskFinding = Object(("confidence", Text), ("code", Text), ("details", Map));

    private static readonly EventShapeRule Authentication = Object(
        ("methods", ListOf(Object(("name", Text), ("timestamp", Text), ("type", Text)))),
        ("riskAssessment", Object(
            ("confidence", Text),
            ("version", Text),
            ("assessments", Object(
                ("UntrustedIP", RiskFinding), ("NewDevice", RiskFinding), ("ImpossibleTravel", RiskFinding), ("AgentDetection", RiskFinding))),
            ("supplemental", Object(("akamai", Object(("akamaiBot", Map), ("akamaiUserRisk", Map))))))));

    private static readonly EventShapeRule Client = Object(
        ("client_id", Text),
        ("name", Text),
        ("external_client_id", Text), // [code]
        ("metadata", MapOf(Text)),
        ("authentication", Object( // [code]
            ("type", Text),
            ("certificate", Object(("raw", Text), ("subject", Text), ("subjectAltName", Text), ("thumbprint256", Text))))),
        ("refresh_token", Object(("policies", ListOf(Object(("audience", Text), ("scope", Texts)))))));

    private static readonly EventShapeRule Experiment = Object( // [code]
        ("experiment_id", Text), ("variation_id", Text), ("variation_name", Text), ("variation_description", Text),
        ("is_control", Flag), ("config", Map));

    private static readonly EventShapeRule RefreshToken = Object(
        ("id", Text), ("client_id", Text), ("session_id", Text), ("user_id", Text),
        ("created_at", Text), ("expires_at", Text), ("idle_expires_at", Text), ("last_exchanged_at", Text),
        ("rotating", Flag),
        ("resource_servers", ListOf(Object(("audience", Text), ("scopes", Either(Text, Texts))))),
        ("device", Device),
        ("metadata", Map),
        ("session_transfer", SessionTransfer));

    private static readonly EventShapeRule Request = Object(
        ("ip", Text), ("asn", Text), ("method", Text), ("hostname", Text), ("language", Text), ("user_agent", Text),
        ("query", Map), ("body", Map), ("geoip", GeoIp));

    private static readonly EventShapeRule Session = Object(
        ("id", Text), ("user_id", Text),
        ("authenticated_at", Text), ("created_at", Text), ("updated_at", Text),
        ("expires_at", Text), ("idle_expires_at", Text), ("last_interacted_at", Text),
        ("clients", ListOf(Object(("client_id", Text)))),
        ("cookie", Object(("mode", Text))),
        ("device", Device),
        ("metadata", Map),
        ("actor", Actor(ActorLevels)),
        ("session_transfer", SessionTransfer));

    private static readonly EventShapeRule SessionTransferToken = Object(
        ("client_id", Text),
        ("scope", Texts),
        ("request", Object(("ip", Text), ("asn", Text), ("user_agent", Text), ("geoip", GeoIp))));

    private static readonly EventShapeRule Transaction = Object(
        ("id", Text), ("protocol", Text), ("response_mode", Text), ("locale", Text), ("login_hint", Text), ("redirect_uri", Text),
        ("state", Text), ("linking_id", Text), ("correlation_id", Text), ("actor_token_type", Text), ("subject_token_type", Text),
        ("acr_values", Texts), ("prompt", Texts), ("requested_scopes", Texts), ("response_type", Texts), ("ui_locales", Texts),
        ("target_scopes", Texts),
        ("requested_authorization_details", ListOf(Map)),
        ("actor", Actor(ActorLevels)),
        ("metadata", MapOf(Scalar)));

    private static readonly EventShapeRule User = Object(
        required: [("user_id", NonEmptyText)],
        optional:
        [
            ("email", Text), ("email_verified", Flag), ("phone_number", Text), ("phone_verified", Flag),
            ("username", Text), ("name", Text), ("nickname", Text), ("given_name", Text), ("family_name", Text), ("picture", Text),
            ("created_at", Text), ("updated_at", Text), ("last_password_reset", Text),
            ("app_metadata", Map), ("user_metadata", Map),
            ("identities", ListOf(Object(
                ("connection", Text), ("provider", Text), ("user_id", Text), ("userId", Text), ("isSocial", Flag), ("profileData", Map)))),
            ("multifactor", Texts),
            ("enrolledFactors", ListOf(Object(("type", Text), ("options", Map)))),
        ]);

    private static readonly EventShapeRule Event = Object(
        ("agent", Object(("agent_id", Text), ("name", Text), ("agent_metadata", Map))),
        ("anonymous_session", Object(
            ("user_id", Text), ("session_id", Text), ("created_at", Text), ("expires_at", Text), ("metadata", Map))),
        ("authentication", Authentication),
        ("authorization", Object(("roles", Texts))),
        ("client", Client),
        ("connection", Object(("id", Text), ("name", Text), ("strategy", Text), ("metadata", Map))),
        ("custom_domain", Object(("domain", Text), ("domain_metadata", Map))),
        ("experiment", Experiment),
        ("organization", Object(("id", Text), ("name", Text), ("display_name", Text), ("metadata", Map))),
        ("prompt", Object(("id", Text), ("fields", Map), ("vars", Map))),
        ("refresh_token", RefreshToken),
        ("request", Request),
        ("resource_server", Object(("identifier", Text))),
        ("secrets", MapOf(Text)),
        ("security_context", Object(("ja3", Text), ("ja4", Text))),
        ("session", Session),
        ("session_transfer_token", SessionTransferToken),
        ("stats", Object(("logins_count", Number))),
        ("tenant", Object(("id", Text))),
        ("transaction", Transaction),
        ("user", User));

    private static readonly FrozenSet<string> Names = AllNames();

    /// <summary>Whether a member of that name is documented, anywhere in the event.</summary>
    public static bool Documents(string name) => Names.Contains(name);

    /// <summary>False is answered 400.</summary>
    public static bool IsValid(JsonElement eventJson) => Event.Accepts(eventJson);

    private static EventShapeRule Actor(int levels) =>
        levels == 0 ? Map : Object(("sub", Text), ("act", Actor(levels - 1)));
}
