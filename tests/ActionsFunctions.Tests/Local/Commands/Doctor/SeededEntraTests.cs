using ActionsFunctions.Local.Commands.Doctor;
using ActionsFunctions.Local.Tenant.Graph;
using ActionsFunctions.Testing.Simulators.Entra;
using ActionsFunctions.Tests.Authenticating.Jwt;

namespace ActionsFunctions.Tests.Local.Commands.Doctor;

public sealed class SeededEntraTests
{
    private const string App = "66666666-ffff-4fff-8fff-666666666666";
    private static readonly string[] Claims = ["https://actions.example/groups", "https://actions.example/profile", "https://actions.example/premium"];
    private static readonly PublishedExtension Right = new("https://login.contoso.example/api/post-login/entra?code=k", $"api://login.contoso.example/{App}", 2000, Claims, Claims);

    [Fact]
    public async Task An_extension_that_fits_gives_no_finding()
    {
        var examined = await ExamineAsync(Right);
        examined.Says("claim-mapping", Health.Ok);
        examined.Says("entra-metadata", Health.Ok);
        Assert.All(examined.Report, diagnosis => Assert.Empty(diagnosis.Findings));
    }

    [Fact]
    public async Task A_wrong_audience_is_named()
    {
        (await ExamineAsync(Right, ("IdentityProviders:Entra:Audience", "post-login"))).Says("entra-audience", Health.Fail, "IdentityProviders:Entra:Audience");
        var other = await ExamineAsync(Right, ("IdentityProviders:Entra:Audience", "77777777-aaaa-4aaa-8aaa-777777777777"));
        other.Says("entra-audience", Health.Fail, "IdentityProviders:Entra:Audience", "resourceId");
        other.FailsOnly("entra-audience");
    }

    [Fact]
    public async Task An_identifier_URI_for_another_host_is_named()
    {
        var examined = await ExamineAsync(Right with { ResourceId = $"api://old.contoso.example/{App}" });
        examined.Says("entra-identifier-uri", Health.Fail, "api://login.contoso.example/", "1003015");
        examined.FailsOnly("entra-identifier-uri");
    }

    [Fact]
    public async Task An_audience_for_another_host_than_the_app_is_a_warning()
    {
        var examined = await ExamineAsync(Right, ("IdentityProviders:Entra:Audience", $"api://old.contoso.example/{App}"), ("WEBSITE_HOSTNAME", "app.azurewebsites.net"));
        examined.Says("entra-identifier-uri", Health.Warn, "IdentityProviders:Entra:Audience", "old.contoso.example");
    }

    [Fact]
    public async Task A_caller_that_is_not_Entra_is_named()
    {
        var examined = await ExamineAsync(Right, ("IdentityProviders:Entra:AllowedCallers:0", App));
        examined.Says("entra-callers", Health.Fail, "IdentityProviders:Entra:AllowedCallers", "99045fe1-7639-4a75-9d4a-577b6ca3810f", "azp");
        examined.FailsOnly("entra-callers");
    }

    [Fact]
    public async Task A_claim_that_the_extension_does_not_list_is_named()
    {
        var examined = await ExamineAsync(Right with { Claims = Claims[..2] });
        examined.Says("claim-mapping", Health.Fail, "https://actions.example/premium", "claimsForTokenConfiguration");
        examined.FailsOnly("claim-mapping");
    }

    [Fact]
    public async Task A_claim_that_no_policy_maps_is_a_warning()
    {
        (await ExamineAsync(Right with { MappedClaims = Claims[1..] })).Says("claim-mapping", Health.Warn, "https://actions.example/groups", "claims mapping policy");
    }

    [Fact]
    public async Task A_tenant_without_our_extension_is_named()
    {
        (await ExamineAsync(Right with { TargetUrl = "https://login.contoso.example/api/other" })).Says("claim-mapping", Health.Fail, "/api/post-login/entra");
    }

    [Fact]
    public async Task A_credential_that_may_not_see_the_extension_is_a_warning_with_what_to_look_at()
    {
        var examined = await ExamineAsync(null);
        examined.Says("claim-mapping", Health.Warn, "CustomAuthenticationExtension.Read.All", "https://actions.example/premium");
        examined.FailsOnly();
    }

    [Fact]
    public async Task The_deadline_that_the_extension_states_counts()
    {
        var examined = await ExamineAsync(Right with { TimeoutInMilliseconds = null }, ("PostLogin:Budgets:Entra", "00:00:01.500"));
        examined.Says("deadline", Health.Fail, "PostLogin:Budgets:Entra", "timeoutInMilliseconds");
        (await ExamineAsync(Right, ("PostLogin:Budgets:Entra", "00:00:01.500"))).Says("deadline", Health.Ok);
    }

    [Theory]
    [InlineData(null, "http://127.0.0.1:1/", "cannot be reached")]
    [InlineData(404, null, "IdentityProviders:Entra:TenantId")]
    [InlineData(200, null, "is no discovery document")]
    public async Task Metadata_that_cannot_be_read_is_named(int? status, string? address, string remedy)
    {
        await using var server = await MetadataServer.StartAsync(server => server.Status = status);
        var examined = await ExamineAsync(Right, ("IdentityProviders:Entra:MetadataAddress", address ?? server.MetadataAddress.ToString()));
        examined.Says("entra-metadata", Health.Fail, "IdentityProviders:Entra:MetadataAddress", remedy);
    }

    [Fact]
    public async Task Metadata_of_another_tenant_is_named()
    {
        await using var server = await MetadataServer.StartAsync(server => server.Documents[EntraAuthority.MetadataPath] =
            () => System.Text.Encoding.UTF8.GetBytes($$"""{"issuer":"https://login.microsoftonline.com/{{App}}/v2.0","jwks_uri":"{{server.Address}}keys"}"""));
        (await ExamineAsync(Right, ("IdentityProviders:Entra:MetadataAddress", server.MetadataAddress.ToString()))).Says("entra-metadata", Health.Fail, "IdentityProviders:Entra:TenantId");
    }

    private static Task<Examined> ExamineAsync(PublishedExtension? extension, params (string Key, string Value)[] settings) =>
        Examined.LocalServerAsync(tenant => tenant.Extension = extension, [.. new[] { ("IdentityProviders:Entra:Audience", App) }.ExceptBy(settings.Select(setting => setting.Key), setting => setting.Item1), .. settings]);
}
