using ActionsFunctions.Local.Commands.Doctor;
using ActionsFunctions.Local.Commands.Doctor.Subjects;
using ActionsFunctions.Settings;
using ActionsFunctions.Tests.Upstreams;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Moq;

namespace ActionsFunctions.Tests.Local.Commands.Doctor;

public sealed class SeededFunctionsAppTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("doctor").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_values_of_local_settings_are_read_as_the_host_hands_them_over()
    {
        Write("local.settings.json", """{"Values":{"FUNCTIONS_WORKER_RUNTIME":"dotnet-isolated","IdentityProviders__Okta__AuthorizationSecrets__0":"secret"}}""");
        Write("actions.json", """{"PostLogin":{"Actions":[{"Name":"premium-flag"}]}}""");
        Assert.True(FunctionsFolder.IsOne(folder));
        var settings = FunctionsFolder.Read(folder);
        Assert.Equal(("secret", "premium-flag"), (settings["IdentityProviders:Okta:AuthorizationSecrets:0"], settings["PostLogin:Actions:0:Name"]));
    }

    [Fact]
    public void A_folder_without_local_settings_is_the_local_servers() => Assert.False(FunctionsFolder.IsOne(folder));

    [Fact]
    public void A_file_that_is_no_JSON_is_a_mistake_of_the_settings()
    {
        Write("local.settings.json", "{");
        Assert.Equal("local.settings.json", Assert.Single(Assert.Throws<InvalidSettingsException>(() => FunctionsFolder.Read(folder)).Faults).Key);
    }

    [Theory]
    [InlineData("node", null, Health.Fail)]
    [InlineData(null, null, Health.Fail)]
    [InlineData("dotnet-isolated", null, Health.Ok)]
    [InlineData(null, "app-on-flex-consumption", Health.Ok)]
    public async Task A_wrong_worker_is_named(string? runtime, string? site, object status)
    {
        var examined = await ExamineAsync("worker-runtime", null, ("FUNCTIONS_WORKER_RUNTIME", runtime), ("WEBSITE_SITE_NAME", site));
        examined.Says("worker-runtime", (Health)status, status is Health.Fail ? ["FUNCTIONS_WORKER_RUNTIME", "dotnet-isolated"] : []);
    }

    [Fact]
    public async Task Another_route_prefix_is_named()
    {
        Write("host.json", """{"version":"2.0","extensions":{"http":{"routePrefix":""}}}""");
        (await ExamineAsync("route-prefix", null)).Says("route-prefix", Health.Fail, "extensions.http.routePrefix");
    }

    [Fact]
    public async Task No_provider_at_all_is_named() => (await ExamineAsync("settings", null)).Says("settings", Health.Fail, "IdentityProviders");

    [Theory]
    [InlineData(null, Health.Warn)]
    [InlineData("in-azure", Health.Fail)]
    public async Task A_credential_that_everybody_knows_is_named(string? site, object status)
    {
        const string key = "IdentityProviders:Okta:AuthorizationSecrets:0";
        var examined = await ExamineAsync("development-credentials", null, (key, "okta secret for local development"), ("WEBSITE_SITE_NAME", site));
        examined.Says("development-credentials", (Health)status, key);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage__accountName", Health.Warn)]
    [InlineData("AzureWebJobsStorage__credential", Health.Fail, "AzureWebJobsStorage:accountName", "actions")]
    [InlineData("account key", Health.Warn, "AzureWebJobsStorage", "AccountName=a;AccountKey=k")]
    [InlineData("Keep one", Health.Fail, "AzureWebJobsStorage", "AccountName=a", "AzureWebJobsStorage:accountName", "actions")]
    public async Task Storage_settings_that_are_not_complete_are_named(string named, object status, params string[] settings)
    {
        var examined = await ExamineAsync("storage-settings", null, [.. settings.Chunk(2).Select(pair => (pair[0], (string?)pair[1]))]);
        examined.Says("storage-settings", (Health)status, named);
    }

    [Theory]
    [InlineData(403, Health.Fail, "Storage Blob Data Owner")]
    [InlineData(401, Health.Fail, "AzureWebJobsStorage__clientId")]
    [InlineData(404, Health.Ok, "")]
    [InlineData(200, Health.Ok, "")]
    public async Task A_missing_role_on_the_storage_is_named(int answer, object status, string remedy)
    {
        await using var storage = await UpstreamStub.StartAsync(_ => new(answer));
        var examined = await ExamineAsync("storage-role", IdentityWith("storage-token"), Storage(storage.Url));
        examined.Says("storage-role", (Health)status, remedy);
        var request = Assert.Single(storage.Requests);
        Assert.Equal(("HEAD", "/azure-webjobs-secrets?restype=container", "Bearer storage-token"), (request.Method, request.Target, request.Header("Authorization")));
    }

    [Fact]
    public async Task A_storage_that_cannot_be_reached_is_named() =>
        (await ExamineAsync("storage-role", IdentityWith("t"), Storage("http://127.0.0.1:1"))).Says("storage-role", Health.Fail, "AzureWebJobsStorage__accountName");

    [Fact]
    public async Task A_token_for_the_storage_never_goes_over_plain_http_to_another_machine()
    {
        var identity = new Mock<TokenCredential>(MockBehavior.Strict);
        (await ExamineAsync("storage-role", _ => identity.Object, Storage("http://storage.contoso.example"))).Says("storage-role", Health.Fail, "blobServiceUri", "https");
    }

    [Fact]
    public async Task A_machine_without_an_identity_is_a_warning()
    {
        var identity = new Mock<TokenCredential>();
        identity.Setup(it => it.GetTokenAsync(It.IsAny<TokenRequestContext>(), It.IsAny<CancellationToken>())).ThrowsAsync(new CredentialUnavailableException("none"));
        (await ExamineAsync("storage-role", _ => identity.Object, Storage("https://storage.contoso.example"))).Says("storage-role", Health.Warn, "AzureWebJobsStorage__credential");
    }

    [Fact]
    public async Task A_missing_managed_identity_is_named_for_Graph()
    {
        var identity = new Mock<TokenCredential>();
        identity.Setup(it => it.GetTokenAsync(It.IsAny<TokenRequestContext>(), It.IsAny<CancellationToken>())).ThrowsAsync(new CredentialUnavailableException("none"));
        var examined = await ExamineAsync("token-endpoint", _ => identity.Object, ("PostLogin:Actions:0:Name", "graph-groups"));
        examined.Says("token-endpoint", Health.Fail, "Graph:Credential", "managed identity");
    }

    private static (string, string?)[] Storage(string service) => [("AzureWebJobsStorage:blobServiceUri", service), ("AzureWebJobsStorage:credential", "managedidentity")];

    private static Func<string?, TokenCredential> IdentityWith(string token)
    {
        var identity = new Mock<TokenCredential>();
        identity.Setup(it => it.GetTokenAsync(It.Is<TokenRequestContext>(context => context.Scopes.Single() == "https://storage.azure.com/.default"), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new AccessToken(token, DateTimeOffset.MaxValue));
        return _ => identity.Object;
    }

    private Task<Examined> ExamineAsync(string check, Func<string?, TokenCredential>? identity, params (string Key, string? Value)[] settings) => Examined.FunctionsAppAsync(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build(), folder, identity, check);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(folder, file), text);
}
