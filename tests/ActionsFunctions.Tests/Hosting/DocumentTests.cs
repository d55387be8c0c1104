using System.Text;
using System.Text.Json;
using ActionsFunctions.Hosting;
using ActionsFunctions.Merging;
using ActionsFunctions.Receiving;
using ActionsFunctions.Tests.Fixtures;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Hosting;

/// <summary>The documents that the app publishes. What they say of requests is held against real ones by tests/openapi.</summary>
public sealed class DocumentTests
{
    [Fact]
    public async Task The_schema_of_the_flow_file_is_the_one_that_editors_use() =>
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "actions.schema.json")), (await SendAsync("GET", "/schema/flow.json")).Body);

    [Theory]
    [InlineData("/openapi.json")]
    [InlineData("/schema/flow.json")]
    public async Task A_document_is_read_and_nothing_else(string path)
    {
        Assert.Equal(200, (await SendAsync("GET", path)).Status);
        Assert.Equal(200, (await SendAsync("HEAD", path)).Status);
        Assert.Equal((405, "GET, HEAD"), await StatusAndAllowAsync("POST", path));
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("wrong", 401)]
    [InlineData("k3y", 200)]
    public async Task Where_a_function_key_is_demanded_documents_demand_it_too(string? key, int status) =>
        Assert.Equal([status, status], [(await SendAsync("GET", "/openapi.json", "k3y", key)).Status, (await SendAsync("GET", "/schema/flow.json", "k3y", key)).Status]);

    [Fact]
    public async Task Closed_sets_are_those_of_the_code()
    {
        var schemas = JsonElement.Parse((await SendAsync("GET", "/openapi.json")).Body).GetProperty("components").GetProperty("schemas");
        var answer = schemas.GetProperty("ActionAnswer").GetProperty("properties");

        Assert.Equal(Enum.GetValues<ActionOutcome>().Select(outcome => outcome.Name()).Order(), Enumerated(answer, "actions", "items", "properties", "outcome"));
        Assert.Equal(Enum.GetValues<Fault>().Select(FaultAnswers.Code).Order(), Enumerated(schemas, "Fault", "properties", "error", "properties", "code"));
        var codes = typeof(DiagnosticCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(codes.Order(), Enumerated(answer, "diagnostics", "items", "properties", "code"));
    }

    private static IEnumerable<string?> Enumerated(JsonElement json, params string[] path) =>
        path.Aggregate(json, (here, name) => here.GetProperty(name)).GetProperty("enum").EnumerateArray().Select(item => item.GetString()).Order();

    private static async Task<(int, string?)> StatusAndAllowAsync(string method, string path)
    {
        await using var app = WebhookApp.Create(new ConfigurationBuilder().Build(), new());
        var response = await app.HandleAsync(Request(method, path, null), CancellationToken.None);
        return (response.Status, response.Headers.Single(header => header.Key == "Allow").Value);
    }

    private static async Task<(int Status, string Body)> SendAsync(string method, string path, string? demanded = null, string? given = null)
    {
        await using var app = WebhookApp.Create(new ConfigurationBuilder().Build(), new() { FunctionKey = demanded });
        var response = await app.HandleAsync(Request(method, path, given), CancellationToken.None);
        return (response.Status, Encoding.UTF8.GetString(response.Body.Span));
    }

    private static WebhookRequest Request(string method, string path, string? key)
    {
        var headers = new WebhookHeaders();
        if (key is not null)
            headers["x-functions-key"] = key;
        return new(method, path, new Dictionary<string, string>(StringComparer.Ordinal), headers, Stream.Null, 0);
    }
}
