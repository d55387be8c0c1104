namespace ActionsFunctions.Tests.Adversarial;

/// <summary>Settings with one mistake, and everything that is said about it.</summary>
/// <param name="Source">The class that finds it.</param>
/// <param name="Faults">The faults, a line each, with their keys. <c>0:</c> is an entry of the flow, <c>S:</c> its settings, <c>…</c> at the end anything.</param>
/// <param name="Settings">The settings, each <c>key=value</c>. Without a name the entry is a premium-flag.</param>
internal sealed record FlowFaultRow(string Source, string Faults, params string[] Settings)
{
    private const string Pem = "-----BEGIN PRIVATE KEY-----";

    /// <summary>At least one for every message that there is.</summary>
    public static IReadOnlyList<FlowFaultRow> All { get; } =
    [
        new("FlowReader", "0:Name: must be 1 to 64 letters, digits, '.', '_' or '-'", "0:Name=has space", "0:Type=premium-flag"),
        new("FlowReader", "PostLogin:Version: must be 1 to 64 letters, digits, '.', '_' or '-'", "PostLogin:Version=1.0\n"),
        new("FlowReader", "PostLogin:Actions:1:Name: is used twice: 'premium-flag' names an earlier entry", "PostLogin:Actions:1:Name=premium-flag"),
        new("FlowReader", "0:Type: 'x' is no action type; known: account-status, …", "0:Type=x"),
        new("FlowReader", "0:Name: 'Premium-Flag' is no action type; known: …", "0:Name=Premium-Flag"),
        new("FlowReader", "0:After:0: 'later' is not the name of an entry listed earlier", "0:After:0=later", "PostLogin:Actions:1:Name=later", "PostLogin:Actions:1:Type=premium-flag"),
        new("FlowReader", "0:After:0: 'premium-flag' is not the name of an entry listed earlier", "0:After:0=premium-flag"),
        new("FlowReader", "0:OnFailure: is required for a gate: deny refuses whom it cannot judge, continue lets them in", "0:Name=account-status", "S:Url=https://h/{user.email}"),
        new("FlowReader", "0:OnFailure: is required for a gate: …", "0:Name=terms-of-service", "S:Version=1"),
        new("FlowReader", "0:DefaultClaims: is required where OnFailure is default", "0:OnFailure=default"),
        new("FlowReader", "0:StaleFor: is required where OnFailure is stale: how old may an answer be?", "0:OnFailure=stale"),
        new("FlowReader", "0:RequireAfter: has no effect without After", "0:RequireAfter=true"),
        new("FlowReader", "0:Name: must be 1 to 64 letters, …", "0:Name=premium-flag\n", "0:Type=premium-flag"),
        new("ShadowReader", "0:ShadowOf: has no effect without Shadow", "0:ShadowOf=x"),
        new("ShadowReader", "0:ShadowOf: 'x' is not the name of an entry listed earlier that is no shadow itself", "0:Shadow=true", "0:ShadowOf=x"),
        new("ShadowReader", "PostLogin:Actions:1:After: 'premium-flag' is a shadow: nothing that is issued may wait for it", "0:Shadow=true", "PostLogin:Actions:1:Name=b", "PostLogin:Actions:1:Type=premium-flag", "PostLogin:Actions:1:After:0=premium-flag"),
        new("DefaultClaims", "0:DefaultClaims:0:Value: must be JSON text: \"gold\" with its quotes, true, 42, [\"a\"]", "0:DefaultClaims:0:Name=x", "0:DefaultClaims:0:Value=gold"),
        new("ConditionReader", "0:When: holds no condition: leave it out, or write When:Clients:0 or another of its lists", "0:When=true"),
        new("ConditionReader", "0:When:Not: holds no condition", "0:When:Not=x"),
        new("ConditionReader", "0:When:Clients: holds nothing: leave it out, or say what the action is for", "0:When:Clients="),
        new("ConditionReader", "0:When:Logins:0: must be one of interactive, silent, refresh-token", "0:When:Logins:0=loud"),
        new("ConditionReader", "0:When:Paths:0: needs exactly one of Equals, In and Exists", "0:When:Paths:0:Path=/a", "0:When:Paths:0:Equals=1", "0:When:Paths:0:Exists=true"),
        new("ConditionReader", "0:When:Paths:0:Equals: must be the JSON text of one value: \"gold\" with its quotes, true, 42", "0:When:Paths:0:Path=/a", "0:When:Paths:0:Equals=gold"),
        new("StaticClaimCheck", "S:Claim: cannot be issued by auth0: 'sub' is reserved by Auth0", "S:Claim=sub"),
        new("StaticClaimCheck", "S:Claim: cannot be issued by auth0: the namespace belongs to Auth0", "S:Claim=https://tenant.auth0.com/x"),
        new("SettingsReader", "0:After: is a list: write name:0, name:1 and so on", "0:After=x"),
        new("SettingsReader", "PostLogin:Actions:first: is not an index of a list", "PostLogin:Actions:first:Name=premium-flag"),
        new("SettingsReader", "0:Timeout: must be a single value", "0:Timeout:0=00:00:01"),
        new("SettingsReader", "0:Name: is required", "0:Name="),
        new("SettingsReader", "0:After:0: must be a single, non-empty value", "0:After:0="),
        new("SettingsReader", "0:Shadow: must be true or false", "0:Shadow=1"),
        new("SettingsReader", "PostLogin:MaxRequestBytes: must be a whole number from 1 to 16777216", "PostLogin:MaxRequestBytes=0"),
        new("SettingsReader", "Upstreams:HedgedPercent: must be a whole number from 0 to 10", "Upstreams:HedgedPercent=11"),
        new("SettingsReader", "0:Timeout: must be a duration above zero, written hh:mm:ss or hh:mm:ss.fff", "0:Timeout=00:00:00"),
        new("SettingsReader", "PostLogin:Budgets:Auth0: must be a duration above zero, …", "PostLogin:Budgets:Auth0=00:00:00"),
        new("SettingsReader", "PostLogin:Unsupported: must be one of ignore, fail", "PostLogin:Unsupported=shout"),
        new("SettingsReader", "0:OnFailure: must be one of continue, default, stale, deny", "0:OnFailure=explode"),
        new("SettingsReader", "0:Timout: is not a setting; known here: After, DefaultClaims, …", "0:Timout=00:00:01"),
        new("SettingsReader", "PostLogin:Budgets:Nobody: is not a setting; known here: Auth0, AzureAdB2C, …", "PostLogin:Budgets:Nobody=00:00:01"),
        new("ActionSettings", "S:Claims:0:Name: is required", "0:Name=event-claims", "S:Claims:0:Path=/user/email"),
        new("AccountStatusSettings", "S:Allowed: cannot stand beside Blocked: which of the two would decide?", "0:Name=account-status", "0:OnFailure=deny", "S:Url=https://h/{user.email}", "S:Blocked:0=a", "S:Allowed:0=b"),
        new("DenialReason", "S:DenyReason: must be one line of at most 200 characters, without \", \\, < or >", "0:Name=account-status", "0:OnFailure=deny", "S:Url=https://h/{user.email}", "S:DenyReason=no\nway"),
        new("AppRolesSettings", "S:Roles: is required: at least one group and its role (Roles:0:GroupId, Roles:0:Role)", "0:Name=app-roles"),
        new("AppRolesSettings", "S:Roles:0:GroupId: must be the object id of a group, such as 6c0c0a00-0000-4000-8000-000000000002; a name can be given to another group", "0:Name=app-roles", "S:Roles:0:GroupId=Finance", "S:Roles:0:Role=r"),
        new("AppRolesSettings", "S:Roles:1:GroupId: gives this role already", "0:Name=app-roles", $"S:Roles:0:GroupId={Group}", "S:Roles:0:Role=r", $"S:Roles:1:GroupId={Group}", "S:Roles:1:Role=r"),
        new("BackendDocument", "S:Auth: has no effect without Url", "0:Name=organization-memberships", "S:Auth:ClientId=x"),
        new("BackendDocument", "S:Total: has no effect without Url", "0:Name=organization-memberships", "S:Total=/total"),
        new("EventClaimsSettings", "S:Claims: is required: at least one claim to set (Claims:0:Path, Claims:0:Name)", "0:Name=event-claims"),
        new("GraphGroupsSettings", "S:SecurityEnabledOnly: has no effect beside GroupIds when ids are emitted: checkMemberGroups looks for exactly those groups", "0:Name=graph-groups", "S:SecurityEnabledOnly=true", "S:Emit=ids", $"S:GroupIds:0={Group}"),
        new("UserGroups", "S:UserId: must be one segment of a path: no /, \\, ?, # or % outside the braces", "0:Name=graph-groups", "S:UserId=../{user.email}"),
        new("RiskSignalsSettings", "S:Claims: is required: at least one signal to pass (Claims:0:Signal, Claims:0:Name)", "0:Name=risk-signals"),
        new("RiskSignalsSettings", "S:Claims:0:Signal: must be one of risk, new-device, untrusted-ip, impossible-travel, country, continent, device", "0:Name=risk-signals", "S:Claims:0:Signal=mood", "S:Claims:0:Name=https://x/y"),
        new("TermsOfServiceSettings", "S:Key: has no effect beside Url: the backend knows", "0:Name=terms-of-service", "0:OnFailure=deny", "S:Version=1", "S:Url=https://h/{user.email}", "S:Key=k"),
        new("TermsOfServiceSettings", "S:Claim: has no effect with this Otherwise", "0:Name=terms-of-service", "0:OnFailure=deny", "S:Version=1", "S:Claim=https://x/y"),
        new("TermsPage", "S:Secret: has no effect without Page", "0:Name=terms-of-service", "0:OnFailure=deny", "S:Version=1", "S:Secret=x"),
        new("TermsPage", "S:Secret: is required beside Page: its answer is believed for its signature", "0:Name=terms-of-service", "0:OnFailure=deny", "S:Version=1", "S:Page=https://h/terms"),
        new("TermsPage", "S:Secret: must have at least 32 bytes (RFC 7518 section 3.2)", "0:Name=terms-of-service", "0:OnFailure=deny", "S:Version=1", "S:Page=https://h/terms", "S:Secret=0123456789012345678901234567890"),
        new("JsonPointerSettings", "S:Path: must be a JSON pointer: each step led by a slash (/user/app_metadata/roles), ~1 for a slash inside a name, ~0 for a tilde", "S:Path=user"),
        new("EventTemplate", "S:Url: has a brace without its partner", "0:Name=backend-profile", "S:Url=https://h/{user.email"),
        new("EventTemplate", "S:Url: has {user}, which is not a path into the event such as {user.email}", "0:Name=backend-profile", "S:Url=https://h/{user}"),
        new("EventTemplate", "S:Url: has {secrets.KEY}, but the event has no such member; it has agent, …", "0:Name=backend-profile", "S:Url=https://h/{secrets.KEY}"),
        new("EventTemplateUri", "S:Url: must be an absolute URL", "0:Name=backend-profile", "S:Url=https://h:{tenant.id}/x"),
        new("EventTemplateUri", "S:Url: cannot be read as a URL with event values in its path or query", "0:Name=backend-profile", "S:Url=https://h/{user.email}/../x"),
        new("EventTemplateUri", "S:Url: must not take its host from the event", "0:Name=backend-profile", "S:Url=https://h.{tenant.id}.example/x"),
        new("EventTemplateUri", "S:Url: must begin with https:// (http:// only for loopback)", "0:Name=remote", "S:Url=http://h.example/x"),
        new("EventTemplateUri", "S:Url: must not hold a user name or password", "0:Name=remote", "S:Url=https://user:word@h.example/x"),
        new("EventTemplateUri", "S:Url: must not have a fragment (#)", "0:Name=remote", "S:Url=https://h.example/x#y"),
        new("UrlSettings", "S:Url: must be an absolute URL", "0:Name=remote", "S:Url=h.example/x"),
        new("ClientCredentials", "S:Auth:ClientSecret: is required", "0:Name=backend-profile", "S:Url=https://h/x", "S:Auth:TokenEndpoint=https://h/token", "S:Auth:ClientId=c"),
        new("ClientProofSettings", "S:Auth:Certificate: must be a certificate with its private key (RSA of 2048 to 8192 bits, or P-256): PEM, or the base64 of PKCS #12 without a password", "0:Name=backend-profile", "S:Url=https://h/x", "S:Auth:TokenEndpoint=https://h/token", "S:Auth:ClientId=c", "S:Auth:Method=ClientCertificate", $"S:Auth:Certificate={Pem}"),
        new("ClientProofSettings", "S:Auth:PrivateKey: must be a private key (RSA of 2048 to 8192 bits, or P-256): PEM or a JSON Web Key", "0:Name=backend-profile", "S:Url=https://h/x", "S:Auth:TokenEndpoint=https://h/token", "S:Auth:ClientId=c", "S:Auth:Method=PrivateKeyJwt", $"S:Auth:PrivateKey={Pem}"),
        new("GraphSettings", "Graph:BaseUrl: must not have a query (?)", "Graph:BaseUrl=https://graph.example/v1.0?x=1"),
        new("GraphSettings", "Graph:TenantId: is required where Graph:Credential is ClientSecret and an action reads Graph", "0:Name=graph-groups", "Graph:Credential=ClientSecret", "Graph:ClientId=c", "Graph:ClientSecret=s"),
        new("GraphSettings", "Graph:ClientId: is required where …\nGraph:ClientSecret: is required where …", "0:Name=graph-groups", "Graph:Credential=ClientSecret", "Graph:TenantId=t"),
        new("ActionSecrets", "0:Secrets: holds names with their values: write Secrets:NAME", "0:Secrets=x"),
        new("ActionSecrets", "0:Secrets:A-B: is not a name of a secret: 1 to 128 letters, digits and underscores", "0:Secrets:A-B=x"),
        new("ActionSecrets", "0:Secrets:KEY: must be a single, non-empty value", "0:Secrets:KEY="),
        new("KeyVaultSecretSource", "0:Secrets:KEY: keyvault: must be followed by a secret's name: 1 to 127 letters, digits and hyphens", "0:Secrets:KEY=keyvault:no/name"),
        new("KeyVaultSecretSource", "0:Secrets:KEY: refers to the vault, but KeyVault:VaultUri is not set", "0:Secrets:KEY=keyvault:name"),
        new("KeyVaultSecretSource", "KeyVault:VaultUri: must be https with a host and nothing else, such as https://<vault-name>.vault.azure.net/", "KeyVault:VaultUri=https://v.vault.azure.net/secrets"),
        new("CaptureSettings", "PostLogin:Capture:Folder: is required, or ContainerUri", "PostLogin:Capture:Key=k"),
        new("CaptureSettings", "PostLogin:Capture:ContainerUri: cannot be given beside Folder", "PostLogin:Capture:Key=k", "PostLogin:Capture:Folder=f", "PostLogin:Capture:ContainerUri=https://s.example/c"),
        new("CaptureSettings", "PostLogin:Capture:ContainerUri: must be the address of a container, without a query: access is by the app's identity", "PostLogin:Capture:Key=k", "PostLogin:Capture:ContainerUri=https://s.example/c?sig=x"),
        new("RedisSettings", "Cache:Redis:EndPoint: either EndPoint or ConnectionString is required, and not both", "Cache:Redis:EndPoint=r.example:6380", "Cache:Redis:ConnectionString=x", $"Cache:EncryptionKeys:0={Key}"),
        new("RedisSettings", "Cache:Redis:EndPoint: must be a host and a port, such as <name>.<region>.redis.azure.net:10000", "Cache:Redis:EndPoint=r.example", $"Cache:EncryptionKeys:0={Key}"),
        new("SharedCacheSettings", "Cache:EncryptionKeys: needs at least one key where Cache:Redis is configured: what is stored are claims of persons", "Cache:Redis:EndPoint=r.example:6380"),
        new("SharedCacheSettings", "Cache:EncryptionKeys:0: must be the base64 of 32 bytes: openssl rand -base64 32", "Cache:EncryptionKeys:0=c2hvcnQ="),
        new("SharedCacheSettings", "Cache:Redis: this host has no Redis client; the Azure Functions app has one", "Cache:Redis:EndPoint=r.example:6380", $"Cache:EncryptionKeys:0={Key}") { HasRedis = false },
        new("SigningSecret", "IdentityProviders:Auth0:SigningSecrets:0: must be whsec_ followed by the base64 of 24 to 64 bytes", "IdentityProviders:Auth0:SigningSecrets:0=whsec_c2hvcnQ="),
        new("SigningSecret", "IdentityProviders:Supabase:SigningSecrets: needs at least one secret: without it nobody could call", "IdentityProviders:Supabase:SigningSecrets="),
        new("SigningSecret", "Cache:SigningSecrets: needs at least one secret: without it nobody could call", "Cache:SigningSecrets="),
        new("FixedSecretSettings", "IdentityProviders:Okta:AuthorizationSecrets:0: must not begin or end with a blank nor hold a control character: no header value does", "IdentityProviders:Okta:AuthorizationSecrets:0= word"),
        new("FixedSecretSettings", "IdentityProviders:OryHydra:ApiKeys: needs at least one secret: without it nobody could call", "IdentityProviders:OryHydra:ApiKeys="),
        new("FixedSecretSettings", "IdentityProviders:Okta:AuthorizationHeader: must be the name of a header", "IdentityProviders:Okta:AuthorizationHeader=X Y", "IdentityProviders:Okta:AuthorizationSecrets:0=word"),
        new("AzureAdB2CSettings", "IdentityProviders:AzureAdB2C:Username: must not hold a colon", "IdentityProviders:AzureAdB2C:Username=a:b", "IdentityProviders:AzureAdB2C:Passwords:0=p"),
        new("AzureAdB2CSettings", "IdentityProviders:AzureAdB2C:Username: is required where Passwords are given", "IdentityProviders:AzureAdB2C:Passwords:0=p"),
        new("AzureAdB2CSettings", "IdentityProviders:AzureAdB2C:Passwords: needs at least one password, or ClientCertificateThumbprints with …", "IdentityProviders:AzureAdB2C:Username=u"),
        new("AzureAdB2CSettings", "IdentityProviders:AzureAdB2C:ClientCertificateThumbprints:0: must be a thumbprint in hexadecimal digits: SHA-256 (64) or SHA-1 (40)", "IdentityProviders:AzureAdB2C:Username=u", "IdentityProviders:AzureAdB2C:Passwords:0=p", "IdentityProviders:AzureAdB2C:ClientCertificateThumbprints:0=ab"),
        new("EntraSettings", "IdentityProviders:Entra:TenantId: must be a GUID, written xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "IdentityProviders:Entra:TenantId=contoso", "IdentityProviders:Entra:Audience=a"),
        new("EntraSettings", "IdentityProviders:Entra:MetadataAddress: must be an https address (http only for loopback)", $"IdentityProviders:Entra:TenantId={Group}", "IdentityProviders:Entra:Audience=a", "IdentityProviders:Entra:MetadataAddress=http://h.example/"),
        new("ZitadelSettings", "IdentityProviders:Zitadel:SigningKeys: needs at least one key: without it nobody could call", "IdentityProviders:Zitadel:SigningKeys="),
    ];

    /// <summary>Whether the host has a client for Redis.</summary>
    public bool HasRedis { get; init; } = true;

    private static string Group => "6c0c0a00-0000-4000-8000-000000000002";

    private static string Key => Convert.ToBase64String(new byte[32]);

    /// <summary>What the row is called by.</summary>
    public string Name => $"{Source}: {Faults}";

    /// <summary>The lines of <see cref="Faults"/> with whole keys.</summary>
    public IReadOnlyList<string> Lines => [.. Faults.Split('\n').Select(Whole)];

    /// <summary>All settings.</summary>
    public Dictionary<string, string?> Configuration()
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["PostLogin:Actions:0:Name"] = "premium-flag" };
        foreach (var pair in Settings.Select(setting => Whole(setting).Split('=', 2)))
            all[pair[0]] = pair[1];
        return all;
    }

    private static string Whole(string text) => text.StartsWith("0:", StringComparison.Ordinal) ? "PostLogin:Actions:" + text
        : text.StartsWith("S:", StringComparison.Ordinal) ? "PostLogin:Actions:0:Settings:" + text[2..]
        : text;
}
