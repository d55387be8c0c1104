namespace ActionsFunctions.Tests.IdentityProviders;

/// <summary>What each provider says of its settings: of missing ones, and of one mistake in every setting at once.</summary>
public sealed class ProviderSettingTests
{
    private const string NoSecret = "needs at least one secret: without it nobody could call";
    private const string NoHeaderValue = "must not begin or end with a blank nor hold a control character: no header value does";
    private const string NoGuid = "must be a GUID, written xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    private const string NoThumbprint = "must be a thumbprint in hexadecimal digits: SHA-256 (64) or SHA-1 (40)";

    private const string NoPassword =
        "needs at least one password, or ClientCertificateThumbprints with TrustClientCertificateHeader behind a platform that forwards certificates: without them nobody could call";

    private const string Thumbprint = "6ad7a7d5c1a6a0b0e8b6d5f9b8f2c36a0c1d2e3f";

    private static readonly (string Route, (string, string?)[] Settings, string[] Faults)[] All =
    [
        ("auth0", [], ["SigningSecrets: " + NoSecret]),
        ("auth0", [("SigningSecrets:0", "whsec_c2hvcnQ="), ("Secret", "x")],
            ["SigningSecrets:0: must be whsec_ followed by the base64 of 24 to 64 bytes", "Secret: is not a setting; known here: SigningSecrets"]),
        ("supabase", [], ["SigningSecrets: " + NoSecret]),
        ("supabase", [("SigningSecrets:0", "v1,whsec_c2hvcnQ="), ("Secret", "x")],
            ["SigningSecrets:0: must be whsec_ followed by the base64 of 24 to 64 bytes", "Secret: is not a setting; known here: SigningSecrets"]),
        ("zitadel", [], ["SigningKeys: needs at least one key: without it nobody could call"]),
        ("zitadel", [("SigningKeys:0", "word"), ("Key", "x")], ["Key: is not a setting; known here: SigningKeys"]),
        ("okta", [], ["AuthorizationSecrets: " + NoSecret]),
        ("okta", [("AuthorizationHeader", "X Hook"), ("AuthorizationSecrets:0", "good"), ("AuthorizationSecrets:1", " word"), ("Header", "x")],
            ["AuthorizationHeader: must be the name of a header", "AuthorizationSecrets:1: " + NoHeaderValue, "Header: is not a setting; known here: AuthorizationHeader, AuthorizationSecrets"]),
        ("ory-hydra", [], ["ApiKeys: " + NoSecret]),
        ("ory-hydra", [("ApiKeyHeader", "X Key"), ("ApiKeys:0", "good"), ("ApiKeys:1", " word"), ("Key", "x")],
            ["ApiKeys:1: " + NoHeaderValue, "ApiKeyHeader: must be the name of a header", "Key: is not a setting; known here: ApiKeyHeader, ApiKeys"]),
        ("azure-ad-b2c", [], ["Passwords: " + NoPassword]),
        ("azure-ad-b2c", [("Username", "connector")], ["Passwords: " + NoPassword]),
        ("azure-ad-b2c", [("Passwords:0", "word")], ["Username: is required where Passwords are given"]),
        ("azure-ad-b2c", [("Username", "connector"), ("Passwords:0", "word"), ("ClientCertificateThumbprints:0", Thumbprint)], []),
        ("azure-ad-b2c",
            [
                ("Username", "con:nector"), ("Passwords:0", "word"), ("Password", "word"), ("OnDeny", "refuse"), ("TrustClientCertificateHeader", "maybe"),
                ("ClientCertificateThumbprints:0", "abc"), ("ClientCertificateThumbprints:1", Thumbprint), ("ClientCertificateThumbprints:2", Thumbprint[..^1] + "g"),
            ],
            [
                "ClientCertificateThumbprints:0: " + NoThumbprint, "ClientCertificateThumbprints:2: " + NoThumbprint, "TrustClientCertificateHeader: must be true or false",
                "OnDeny: must be one of fail, continue-without-claims", "Username: must not hold a colon",
                "Password: is not a setting; known here: ClientCertificateThumbprints, OnDeny, Passwords, TrustClientCertificateHeader, Username",
            ]),
        ("entra", [], ["TenantId: is required", "Audience: is required"]),
        ("entra",
            [("TenantId", "contoso"), ("AllowedCallers:0", "somebody"), ("Audience", "api"), ("MetadataAddress", "http://login.example/x"), ("OnDeny", "refuse"), ("Authority", "x")],
            [
                "TenantId: " + NoGuid, "AllowedCallers:0: " + NoGuid, "MetadataAddress: must be an https address (http only for loopback)",
                "OnDeny: must be one of fail, continue-without-claims", "Authority: is not a setting; known here: AllowedCallers, Audience, MetadataAddress, OnDeny, TenantId",
            ]),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, All.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_mistake_says_which_setting_is_meant_and_what_would_be_right(int row) =>
        Assert.Equal(All[row].Faults, new ProviderUnderTest(All[row].Route, All[row].Settings).FaultTexts(), StringComparer.Ordinal);
}
