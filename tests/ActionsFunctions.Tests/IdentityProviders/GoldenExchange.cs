using System.Text;
using System.Text.Json;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;

namespace ActionsFunctions.Tests.IdentityProviders;

/// <summary>A recorded exchange: a request with the event that it becomes, and a flow's commands with the answer and the diagnostics that they become.</summary>
internal static class GoldenExchange
{
    public static TheoryData<string> Names(string folder) =>
        [.. Directory.GetFiles(Folder(folder), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    public static void IsAsRecorded(string folder, string name, ProviderUnderTest test)
    {
        var golden = JsonElement.Parse(File.ReadAllBytes(Path.Combine(Folder(folder), name + ".json")));
        if (golden.TryGetProperty("unsupported", out var unsupported))
            test = Refusing(test, unsupported.GetString() == "fail");
        var login = test.Provider.Normalize(golden.GetProperty("request"), ProviderUnderTest.Request());
        if (golden.GetProperty("status").GetInt32() == 400)
        {
            Assert.Null(login);
            return;
        }

        Assert.NotNull(login);
        if (golden.TryGetProperty("event", out var expected))
            Assert.Equal(Compact(expected), Compact(login.Event.Json));
        var outcome = test.Provider.Shape(login, Outcome(golden));
        var response = test.Provider.Answer(login, outcome, "our-id");
        Assert.Equal(golden.GetProperty("status").GetInt32(), response.Status);
        Assert.Equal(golden.TryGetProperty("answer", out var answer) ? Compact(answer) : "", Encoding.UTF8.GetString(response.Body.Span));
        Assert.Equal(
            golden.GetProperty("diagnostics").EnumerateArray().Select(item => item.GetString()!),
            outcome.Diagnostics.Select(item => $"{item.Code} {item.Claim ?? item.Reason.Split(':')[0]}"),
            StringComparer.Ordinal);
    }

    private static ProviderUnderTest Refusing(ProviderUnderTest test, bool refuse) =>
        new(test.Type.Route) { Shared = test.Shared with { RefuseUnsupported = refuse } };

    // A command is [method, args...]; "!" before the method: its entry says OnFailure: deny.
    private static FlowOutcome Outcome(JsonElement golden)
    {
        var commands = golden.GetProperty("commands").EnumerateArray().Select(Merged).ToList();
        var denial = commands.FirstOrDefault(merged => merged.Command.Method == Command.Deny) is { } deny ? new Denial(deny.Action, deny.Command.Text(0)) : null;
        return new(denial, commands, [new("some-action", "some-action", ActionOutcome.Succeeded, TimeSpan.Zero)], []);
    }

    private static MergedCommand Merged(JsonElement json)
    {
        var method = json[0].GetString()!;
        var command = new Command(method.TrimStart('!'), [.. json.EnumerateArray().Skip(1).Select(ClaimValue.Of)]);
        return new(command, "some-action", command.ClaimOf is null ? "" : command.Text(0)) { Required = method[0] == '!' };
    }

    private static string Compact(JsonElement json) => Encoding.UTF8.GetString(ClaimValue.Of(json).Json.Span);

    private static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, "IdentityProviders", name, "Goldens");
}
