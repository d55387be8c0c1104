using ActionsFunctions.IdentityProviders.Auth0;
using ActionsFunctions.IdentityProviders.AzureAdB2C;
using ActionsFunctions.IdentityProviders.Entra;
using ActionsFunctions.IdentityProviders.Okta;
using ActionsFunctions.IdentityProviders.OryHydra;
using ActionsFunctions.IdentityProviders.Supabase;
using ActionsFunctions.IdentityProviders.Zitadel;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Shaping;

namespace ActionsFunctions.Tests.IdentityProviders;

/// <summary>
/// The names that each provider keeps for itself in each token, written once more from the providers' documentation. Every one of them is dropped with
/// a reason, and of the names of the other providers not one more.
/// </summary>
public sealed class ReservedClaimTests
{
    private const string Auth0 =
        "acr act active amr at_hash ath attest aud auth_time authorization_details azp c_hash client_id cnf cty dest entitlements events exp groups gty htm htu iat internalService iss " +
        "jcard jku jti jwe jwk kid may_act mky nbf nonce object_id org_id org_name orig origid permissions roles rph s_hash sid sip_callid sip_cseq_num sip_date sip_from_tag " +
        "sip_via_branch sub sub_jwk toe txn typ uuid vot vtm x5t#S256 scope";

    private const string OpenIdProfile =
        "address birthdate email email_verified family_name gender given_name locale middle_name name nickname phone_number phone_number_verified picture preferred_username profile " +
        "updated_at website zoneinfo";

    private const string B2C =
        "version action status userMessage code requestId developerMessage moreInfo email emails identities objectId signInName step client_id clientId ui_locales acr amr at_hash aud " +
        "auth_time azp c_hash exp iat idp iss jti nbf nonce oid scp sub tfp tid ver";

    private const string Entra =
        ". _claim_names _claim_sources aai access_token account_type acct acr acrs actor actortoken ageGroup aio altsecid amr app_chain app_displayname app_res appctx appctxsender appid " +
        "appidacr assertion at_hash aud auth_data auth_time authorization_code azp azpacr bk_claim bk_enclave bk_pub brk_client_id brk_redirect_uri c_hash ca_enf ca_policy_result capolids " +
        "capolids_latebind cc cert_token_use child_client_id child_redirect_uri client_id client_ip cloud_graph_host_name cloud_instance_host_name cloud_instance_name CloudAssignedMdmId " +
        "cnf code controls controls_auds credential_keys csr csr_type ctry deviceid dns_names domain_dns_name domain_netbios_name e_exp email endpoint enfpolids exp expires_on " +
        "fido_auth_data fido_ver fwd fwd_appidacr grant_type graph group_sids groups hasgroups hash_alg haswids home_oid home_puid home_tid iat identityprovider idp idtyp in_corp " +
        "instance inviteTicket ipaddr isbrowserhostedapp iss isViral jwk key_id key_type login_hint mam_compliance_url mam_enrollment_url mam_terms_of_use_url mdm_compliance_url " +
        "mdm_enrollment_url mdm_terms_of_use_url msgraph_host msproxy nameid nbf netbios_name nickname nonce oid on_prem_id onprem_sam_account_name onprem_sid openid2_id origin_header " +
        "password platf polids pop_jwk preferred_username previous_refresh_token primary_sid prov_data puid pwd_exp pwd_url rdp_bt redirect_uri refresh_token refresh_token_issued_on " +
        "refreshtoken request_nonce resource rh role roles rp_id rt_type scope scp secaud sid signature signin_state source_anchor src1 src2 sub target_deviceid tbid tbidv2 tenant_ctry " +
        "tenant_display_name tenant_id tenant_region_scope tenant_region_sub_scope thumbnail_photo tid tokenAutologonEnabled trustedfordelegation ttr unique_name upn user_agent " +
        "user_setting_sync_url username uti ver verified_primary_email verified_secondary_email vnet vsm_binding_key wamcompat_client_info wamcompat_id_token wamcompat_scopes wids " +
        "win_ver x5c_ca xcb2b_rclient xcb2b_rcloud xcb2b_rtenant ztdid xms_ xms_edov extn. extn.level";

    private const string OktaIdToken =
        "acr active aid amr app_id app_type at_hash aud auth_time c_hash cid client_id client_ip client_ cnf device_ device_id did dst exp group groups hotk iat idp idp_iss iss jti mac_key " +
        "may_act nonce oid okta_ okta_level orig permissions purpose pwd_exp_ pwd_exp_days rid role scope scopes sid sub term token_type user_ip ver";

    private const string OktaAccessToken =
        "acr as_uri auth_time authorization_details cid cnf exp groups iat iss jti rpt rsi scp sid token_type uid username ver";

    private const string Hydra = "iss sub aud exp nbf iat jti client_id scp ext";
    private const string HydraIdToken = Hydra + " acr amr at_hash auth_time c_hash nonce rat";
    private const string Zitadel = "iss sub aud exp nbf iat jti urn:zitadel:iam urn:zitadel:iam:org:id";
    private const string Supabase = "iss sub aud exp nbf iat jti email phone role aal amr session_id is_anonymous client_id";

    // In no list, though near to a name that is.
    private const string Free = "plan Sub GROUPS ext2 xms extn okta device client client2_ip my_xms_ urn:zitadel urn:example:zitadel:iam https://contoso.example/groups";

    private static readonly string[] Names =
    [
        .. Words($"{Auth0} {OpenIdProfile} {B2C} {Entra} {OktaIdToken} {OktaAccessToken} {HydraIdToken} {Zitadel} {Supabase} {Free}")
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private static readonly Dictionary<string, (ClaimRules Rules, string IdToken, string AccessToken, Func<string, string> Reason)> Providers = new(StringComparer.Ordinal)
    {
        ["Auth0"] = (new Auth0Claims(), Auth0, Auth0, static name => $"'{name}' is reserved by Auth0"),
        ["B2C, user flow"] = (new AzureAdB2CClaims(customPolicy: false), B2C + " .", B2C + " .", OfB2C),
        ["B2C, custom policy"] = (new AzureAdB2CClaims(customPolicy: true), B2C + " .", B2C + " .", OfB2C),
        ["Entra"] = (new EntraClaims(), Entra, Entra, static _ => "is a restricted claim of Entra"),
        ["Okta"] = (new OktaClaims(), OktaIdToken, OktaAccessToken, static name => $"'{name}' is reserved by Okta"),
        ["Hydra"] = (new OryHydraClaims(), HydraIdToken, Hydra, static name => $"'{name}' is set by Hydra itself"),
        ["Zitadel"] = (new ZitadelClaims(default), Zitadel, Zitadel, static name => name.StartsWith("urn:", StringComparison.Ordinal)
            ? "the namespace urn:zitadel:iam belongs to ZITADEL"
            : $"'{name}' is set by ZITADEL itself"),
    };

    public static TheoryData<string> Rows => [.. Providers.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_reserved_name_is_dropped_with_its_reason_and_no_other_name(string provider)
    {
        var (rules, idToken, accessToken, reason) = Providers[provider];

        AssertDropped(rules, Token.Id, idToken, reason);
        AssertDropped(rules, Token.Access, accessToken, reason);
    }

    [Fact]
    public void An_access_token_for_an_API_of_Auth0_takes_the_profile_of_OpenID_Connect_and_namespaced_claims()
    {
        var rules = new Auth0Claims("https://contoso.eu.auth0.com/api/v2/");
        var reserved = Words(Auth0);

        AssertDropped(rules, Token.Id, Auth0, static name => $"'{name}' is reserved by Auth0");
        AssertDropped(
            rules,
            Token.Access,
            string.Join(' ', Names.Except([.. Words(OpenIdProfile).Except(reserved), .. Names.Where(name => name.Contains(':', StringComparison.Ordinal))])),
            name => reserved.Contains(name, StringComparer.Ordinal) ? $"'{name}' is reserved by Auth0" : "an access token for an API of Auth0 carries namespaced claims only");
    }

    [Fact]
    public void A_claim_that_ZITADEL_has_already_is_dropped_with_its_reason() =>
        AssertDropped(
            new ZitadelClaims(System.Text.Json.JsonElement.Parse("""{"plan":"gold","email":"ada@contoso.example","sub":"1"}""")),
            Token.Access,
            Zitadel + " plan email",
            static name => name switch
            {
                "plan" or "email" => "a claim of this name is there already, and ZITADEL keeps it",
                _ => Providers["Zitadel"].Reason(name),
            });

    [Fact]
    public void Supabase_keeps_its_own_claims_and_takes_none_for_an_ID_token()
    {
        AssertDropped(new SupabaseClaims(), Token.Access, Supabase, static name => $"'{name}' is issued by Supabase itself");
        AssertDropped(new SupabaseClaims(), Token.Id, string.Join(' ', Names), static _ => "Supabase's hook customises access tokens only");
    }

    private static string OfB2C(string name) => name == "." ? "no attribute name can be made of it" : $"'{name}' is reserved by Azure AD B2C";

    private static void AssertDropped(ClaimRules rules, Token token, string reserved, Func<string, string> reason)
    {
        var (method, tokenName) = token == Token.Id ? ("idToken.setCustomClaim", "idToken") : ("accessToken.setCustomClaim", "accessToken");
        Assert.Equal(
            Words(reserved).Order(StringComparer.Ordinal).Select(name => $"some-action {name}: {tokenName}: {reason(name)}"),
            Names.SelectMany(name => Dropped(rules, new(new Command(method, [name, "x"]), "some-action", name))));
    }

    private static IEnumerable<string> Dropped(ClaimRules rules, MergedCommand claim)
    {
        var outcome = ClaimGuard.Apply(new(null, [claim], [], []), rules);
        var dropped = outcome.Diagnostics.Where(item => item.Code == DiagnosticCodes.ClaimDropped).ToList();
        Assert.Equal(dropped.Count == 0 ? 1 : 0, outcome.Commands.Count);
        return dropped.Select(item => $"{item.Action} {item.Claim}: {item.Reason}");
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
