namespace ActionsFunctions.Tests.IdentityProviders;

/// <summary>Whole members of the event that a provider's payload becomes.</summary>
public sealed class EventMemberTests
{
    private const string Person = """{"objectId":"u","email":"e@contoso.example","displayName":"D","givenName":"G","surname":"S"}""";

    [Theory]
    [InlineData("/user", """{"user_id":"u","email":"e@contoso.example","name":"D","given_name":"G","family_name":"S","identities":[],"user_metadata":{}}""", Person)]
    [InlineData("/user/user_metadata", """{"city":"Bern","level":1,"state":false}""", """
        {"step":"PreTokenIssuance","client_id":"c","clientId":"d","ui_locales":"en","lang":"de","objectId":"u","email":"e","displayName":"D","givenName":"G","surname":"S","correlationId":"id",
        "ipAddress":"203.0.113.9","tenantId":"t","identities":[],"city":"Bern","extension_level":1,"extension_0123456789abcdef0123456789ABCDEF_level":2,"level":3,"state":false,"more":{},"none":null}
        """)]
    [InlineData("/user/user_metadata", """{"0123456789abcdef_level":1}""", """{"objectId":"u","extension_0123456789abcdef_level":1,"extension_":null}""")]
    [InlineData("/user/identities", """[{"connection":"i","provider":"i","user_id":"a","isSocial":true},{"isSocial":false}]""",
        """{"objectId":"u","identities":[{"signInType":"federated","issuer":"i","issuerAssignedId":"a"},7,{"signInType":"emailAddress"}]}""")]
    [InlineData("/prompt", """{"id":"PostAttributeCollection","fields":{"email":"e","lang":"de","objectId":"u"}}""", """
        {"step":"PostAttributeCollection","client_id":"c","clientId":"d","ui_locales":"en","email":"e","lang":"de","identities":[],"objectId":"u"}
        """)]
    [InlineData("/prompt/id", "\"PostFederationSignup\"", """{"step":"PostFederationSignup"}""")]
    [InlineData("/user", null, """{"step":"PostFederationSignup","objectId":"u"}""")]
    [InlineData("/user", null, """{"objectId":""}""")]
    [InlineData("/client", """{"client_id":"c"}""", """{"client_id":"c","clientId":"d"}""")]
    [InlineData("/client", """{"client_id":"d"}""", """{"client_id":"","clientId":"d"}""")]
    [InlineData("/client", null, """{"clientId":""}""")]
    [InlineData("/request", """{"ip":"203.0.113.9"}""", """{"ipAddress":"203.0.113.9"}""")]
    [InlineData("/tenant", """{"id":"t"}""", """{"tenantId":"t"}""")]
    [InlineData("/transaction", """{"correlation_id":"id","locale":"de-CH","ui_locales":["de-CH","en"]}""", """{"correlationId":"id","ui_locales":"de-CH  en","lang":"fr"}""")]
    [InlineData("/transaction", """{"locale":"fr","ui_locales":["fr"]}""", """{"ui_locales":"","lang":"fr"}""")]
    public void Of_Azure_AD_B2C(string pointer, string? expected, string payload) => Is("azure-ad-b2c", payload, pointer, expected);

    [Theory]
    [InlineData("/user/email", "\"m\"", """{"user":{"id":"u","mail":"m","userPrincipalName":"p"} }""")]
    [InlineData("/user/email", "\"p\"", """{"user":{"id":"u","userPrincipalName":"p"} }""")]
    [InlineData("/user", null, """{"user":{"id":"","mail":"m"} }""")]
    [InlineData("/user", """{"user_id":"u","identities":[{"provider":"entra","user_id":"u","isSocial":false,"profileData":{"id":"u"}}]}""", """{"user":{"id":"u"} }""")]
    [InlineData("/client", """{"client_id":"a","name":"n"}""", """{"clientServicePrincipal":{"appId":"a","appDisplayName":"n","displayName":"d"} }""")]
    [InlineData("/client", """{"client_id":"a","name":"d"}""", """{"clientServicePrincipal":{"appId":"a","displayName":"d"} }""")]
    [InlineData("/client", null, """{"resourceServicePrincipal":{"appId":"r"} }""")]
    [InlineData("/resource_server", """{"identifier":"r"}""", """{"resourceServicePrincipal":{"appId":"r","appDisplayName":"n","displayName":"d"} }""")]
    [InlineData("/request", """{"ip":"203.0.113.9"}""", """{"client":{"ip":"203.0.113.9","locale":"de"} }""")]
    [InlineData("/transaction", """{"id":"c","correlation_id":"c","locale":"de","protocol":"oidc-basic-profile"}""", """{"correlationId":"c","client":{"locale":"de"},"protocol":"OAUTH2.0"}""")]
    [InlineData("/transaction", "{}", """{"protocol":"SAML"}""")]
    [InlineData("/tenant", """{"id":"7e4a0000-0000-4000-8000-000000000001"}""", "{}")]
    [InlineData("/organization", """{"id":"7e4a0000-0000-4000-8000-000000000001"}""", "{}")]
    public void Of_Entra(string pointer, string? expected, string context) => Is(
        "entra",
        $$"""{"type":"microsoft.graph.authenticationEvent.tokenIssuanceStart","data":{"tenantId":"7E4A0000-0000-4000-8000-000000000001","authenticationContext":{{context}} } }""",
        pointer,
        expected);

    [Theory]
    [InlineData("/request", """{"ip":"203.0.113.9","method":"POST","hostname":"contoso.okta.example","body":{"scope":"a"}}""",
        """{"request":{"ipAddress":"203.0.113.9","method":"POST","url":{"value":"https://contoso.okta.example/v1/token"}},"protocol":{"request":{"scope":"a"}}}""")]
    [InlineData("/request", """{"method":"GET","query":{"scope":"a"}}""", """{"request":{"method":"GET","url":{"value":"v1/token"}},"protocol":{"request":{"scope":"a"}}}""")]
    [InlineData("/request", "{}", """{"request":{}}""")]
    [InlineData("/transaction",
        """{"correlation_id":"c","protocol":"oidc-hybrid-profile","locale":"de","redirect_uri":"r","state":"s","login_hint":"h","response_mode":"m","requested_scopes":["a","b"],"response_type":["code","token"],"prompt":["login"],"acr_values":["1","2"]}""",
        """{"request":{"id":"c"},"user":{"profile":{"locale":"de"}},"protocol":{"request":{"redirect_uri":"r","state":"s","login_hint":"h","response_mode":"m","scope":"a  b","response_type":"code token","prompt":"login","acr_values":"1 2"}}}""")]
    [InlineData("/authentication/methods", """[{"name":"pwd","timestamp":"p"},{"name":"mfa","timestamp":"f"},{"name":"X","timestamp":"f"}]""",
        """{"session":{"amr":["PASSWORD","MULTIPLE_FACTORS","X"],"lastPasswordVerification":"p","lastFactorVerification":"f"}}""")]
    [InlineData("/authentication", null, """{"session":{"amr":[]}}""")]
    [InlineData("/session", """{"id":"s","user_id":"u","authenticated_at":"p","created_at":"c","expires_at":"e"}""",
        """{"session":{"id":"s","userId":"u","lastPasswordVerification":"p","createdAt":"c","expiresAt":"e"}}""")]
    [InlineData("/session", "{}", """{"session":{}}""")]
    [InlineData("/tenant", """{"id":"contoso.okta.example"}""", """{"protocol":{"issuer":{"uri":"https://contoso.okta.example:8443/oauth2/aus4"}}}""")]
    [InlineData("/tenant", null, """{"protocol":{"issuer":{"uri":"oauth2/aus4"}}}""")]
    [InlineData("/tenant", null, """{"protocol":{"issuer":{"uri":"/oauth2/aus4"}}}""")]
    [InlineData("/client", """{"client_id":"c","name":"n"}""", """{"protocol":{"client":{"id":"c","name":"n"}}}""")]
    [InlineData("/user", """{"user_id":"u","email":"a@b","username":"a@b","given_name":"F","family_name":"L","last_password_reset":"w","identities":[{"connection":"i","provider":"okta","user_id":"u","isSocial":false,"profileData":{"login":"a@b","firstName":"F","lastName":"L"}}]}""",
        """{"user":{"id":"u","passwordChanged":"w","profile":{"login":"a@b","firstName":"F","lastName":"L"}},"session":{"idp":{"id":"i","type":"OKTA"}}}""")]
    [InlineData("/user/identities/0/isSocial", "true", """{"user":{"id":"u"},"session":{"idp":{"type":"SOCIAL"}}}""")]
    public void Of_Okta(string pointer, string? expected, string context) => Is("okta", $$"""{"data":{"context":{{context}} } }""", pointer, expected);

    [Theory]
    [InlineData("/user", """{"user_id":"u","email":"x","username":"n"}""",
        """{"session":{"id_token":{"subject":"u","username":"n","id_token_claims":{"ext":{"email":"x"}}},"extra":{"email":"y"}},"request":{},"subject":"s"}""")]
    [InlineData("/user", """{"user_id":"s","email":"y"}""", """{"session":{"id_token":{"subject":""},"extra":{"email":"y"}},"request":{},"subject":"s"}""")]
    [InlineData("/user", """{"user_id":"s","email":"y"}""", """{"session":{"id_token":{"id_token_claims":{"ext":{"email":""}}},"extra":{"email":"y"}},"request":{},"subject":"s"}""")]
    [InlineData("/user", null, """{"session":{"id_token":{"subject":"u"}},"request":{"grant_types":["client_credentials"]},"subject":"s"}""")]
    [InlineData("/transaction", """{"protocol":"oidc-basic-profile","requested_scopes":["a","b"],"target_scopes":["a"]}""",
        """{"session":{},"request":{"grant_types":["authorization_code"],"requested_scopes":["a","b"],"granted_scopes":["a"]}}""")]
    [InlineData("/transaction", """{"protocol":"oauth2-refresh-token","requested_scopes":["a"]}""", """{"session":{},"requester":{"requested_scopes":["a"]}}""")]
    [InlineData("/authentication", """{"methods":[{"name":"pwd"},{"name":"otp"}]}""", """{"session":{"id_token":{"id_token_claims":{"amr":["pwd",7,"otp"]}}},"request":{}}""")]
    [InlineData("/authentication", null, """{"session":{"id_token":{"id_token_claims":{"amr":[]}}},"request":{}}""")]
    public void Of_Hydra(string pointer, string? expected, string payload) => Is("ory-hydra", payload, pointer, expected);

    [Theory]
    [InlineData("/user", """{"user_id":"u","username":"n","email":"e","email_verified":false,"phone_number":"p","phone_verified":true,"name":"D","nickname":"N","given_name":"F","family_name":"L","created_at":"2024-01-01T00:00:00Z","last_password_reset":"2025-01-01T00:00:00Z"}""",
        """{"id":"u","username":"n","creation_date":"2024-01-01T00:00:00Z","change_date":"0001-01-01T00:00:00Z","machine":{"name":"m"},"human":{"email":"e","is_email_verified":false,"phone":"p","is_phone_verified":true,"display_name":"D","nick_name":"N","first_name":"F","last_name":"L","password_changed":"2025-01-01T00:00:00Z"}}""")]
    [InlineData("/user", """{"user_id":"u","name":"m","updated_at":"2024-01-01T00:00:00Z"}""",
        """{"id":"u","creation_date":"0001-01-01T00:00:00Z","change_date":"2024-01-01T00:00:00Z","machine":{"name":"m"}}""")]
    [InlineData("/user", """{"user_id":"u"}""", """{"id":"u","human":{"password_changed":"0001-01-01T00:00:00Z"}}""")]
    [InlineData("/user", null, """{"id":"","username":"n"}""")]
    [InlineData("/transaction", """{"locale":"de"}""", """{"id":"u","human":{"preferred_language":"de"}}""")]
    [InlineData("/organization", """{"id":"o","name":"n","metadata":{"primary_domain":"d"}}""", "{}")]
    [InlineData("/client", """{"client_id":"c"}""", "{}")]
    public void Of_Zitadel(string pointer, string? expected, string user) => Is(
        "zitadel", $$"""{"function":"preuserinfo","user":{{user}},"org":{"id":"o","name":"n","primary_domain":"d"},"application":{"client_id":"c"} }""", pointer, expected);

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void Metadata_of_Zitadel_is_read_as_JSON_to_its_thirty_second_level(int levels, bool json)
    {
        var value = new string('[', levels) + new string(']', levels);
        var payload = $$"""{"function":"preuserinfo","user":{"id":"u"},"user_metadata":[{"key":"a","value":"{{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value))}}"}]}""";

        Is("zitadel", payload, "/user/user_metadata", $$"""{"a":{{(json ? value : $"\"{value}\"")}}}""");
    }

    [Theory]
    [InlineData("/user", """{"user_id":"u","email":"e","phone_number":"p","app_metadata":{"a":1},"user_metadata":{"b":2}}""",
        """{"user_id":"u","claims":{"email":"e","phone":"p","app_metadata":{"a":1},"user_metadata":{"b":2}}}""")]
    [InlineData("/user", """{"user_id":"u"}""", """{"user_id":"u","claims":{"email":"","phone":"","app_metadata":[],"user_metadata":"x"}}""")]
    [InlineData("/user", null, """{"user_id":"","claims":{"sub":"u"}}""")]
    [InlineData("/client", """{"client_id":"c"}""", """{"claims":{"client_id":"c"}}""")]
    [InlineData("/session", """{"id":"s"}""", """{"claims":{"session_id":"s"}}""")]
    [InlineData("/request", """{"ip":"203.0.113.9"}""", """{"claims":{},"metadata":{"ip_address":"203.0.113.9"}}""")]
    [InlineData("/resource_server", null, """{"claims":{"aud":""}}""")]
    [InlineData("/resource_server", null, """{"claims":{"aud":["","api"]}}""")]
    [InlineData("/transaction", """{"protocol":"oauth2-refresh-token","requested_scopes":["a","b"]}""", """{"authentication_method":"token_refresh","claims":{"scope":"a  b"}}""")]
    [InlineData("/transaction", "{}", """{"authentication_method":"password","claims":{"scope":""}}""")]
    [InlineData("/authentication/methods", """[{"name":"a","timestamp":"1970-01-01T00:00:00Z"},{"name":"b","timestamp":"9999-12-31T23:59:59Z"},{"name":"c"},{"name":"d"},{"name":"e"},{"name":"f"}]""",
        """{"claims":{"amr":[{"method":"a","timestamp":0},{"method":"b","timestamp":253402300799},{"method":"c","timestamp":253402300800},{"method":"d","timestamp":-1},{"method":"e","timestamp":"1"},"f",7]}}""")]
    [InlineData("/authentication", null, """{"claims":{"amr":"pwd"}}""")]
    public void Of_Supabase(string pointer, string? expected, string payload) => Is("supabase", payload, pointer, expected);

    private static void Is(string route, string payload, string pointer, string? expected) => Assert.Equal(expected, NormalizedEventTests.At(route, payload, pointer));
}
