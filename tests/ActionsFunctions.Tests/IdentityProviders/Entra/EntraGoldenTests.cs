using System.Text.Json;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.IdentityProviders.Entra;

/// <summary>Requests with the event that they become, and commands with the answer and the diagnostics that they become.</summary>
public sealed class EntraGoldenTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "IdentityProviders", "Entra", "Goldens");

    public static TheoryData<string> Cases => [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_exchange_is_as_recorded(string name)
    {
        var golden = JsonElement.Parse(File.ReadAllBytes(Path.Combine(Folder, name + ".json")));
        var provider = Provider(golden);
        var login = provider.Normalize(golden.GetProperty("request"), EntraUnderTest.Request());
        if (golden.GetProperty("status").GetInt32() == 400)
        {
            Assert.Null(login);
            return;
        }

        Assert.NotNull(login);
        if (golden.GetProperty("event") is { ValueKind: JsonValueKind.Object } expected)
            Assert.Equal(Compact(expected), Compact(login.Event.Json));
        var outcome = provider.Shape(login, Outcome(golden));
        var response = login.AnswerAtOnce ?? provider.Answer(login, outcome, "our-id");
        Assert.Equal(golden.GetProperty("status").GetInt32(), response.Status);
        Assert.Equal(Compact(golden.GetProperty("answer")), System.Text.Encoding.UTF8.GetString(response.Body.Span));
        Assert.Equal(
            golden.GetProperty("diagnostics").EnumerateArray().Select(item => item.GetString()!),
            outcome.Diagnostics.Select(item => $"{item.Code} {item.Claim ?? "-"}"),
            StringComparer.Ordinal);
        Assert.Equal(golden.GetProperty("request").GetProperty("data").GetProperty("authenticationContext").GetProperty("correlationId").GetString(), login.CallerCorrelationId);
    }

    private static IIdentityProvider Provider(JsonElement golden) => EntraUnderTest.Provider(
        new Uri("https://login.example/metadata"),
        new ManualTimeProvider(),
        [.. golden.GetProperty("settings").EnumerateObject().Select(setting => (setting.Name, setting.Value.GetString()))]);

    private static FlowOutcome Outcome(JsonElement golden)
    {
        var commands = golden.GetProperty("commands").EnumerateArray().Select(Merged).ToList();
        if (!golden.TryGetProperty("deny", out var deny))
            return new(null, commands, [], []);
        var denial = new Denial(deny.GetProperty("action").GetString()!, deny.GetProperty("reason").GetString()!);
        return new(denial, [new(new(Command.Deny, [denial.Reason]), denial.Action)], [], []);
    }

    private static MergedCommand Merged(JsonElement json)
    {
        var command = new Command(json.GetProperty("method").GetString()!, [.. json.GetProperty("args").EnumerateArray().Select(ClaimValue.Of)]);
        return new(command, "some-action", command.ClaimOf is null ? "" : command.Text(0));
    }

    private static string Compact(JsonElement json) => System.Text.Encoding.UTF8.GetString(ClaimValue.Of(json).Json.Span);
}
