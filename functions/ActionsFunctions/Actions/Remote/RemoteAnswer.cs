using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Actions.Remote;

/// <summary>The neutral document as a remote action answers it, every command checked against the list of those there are.</summary>
/// <param name="Failed">The action ran there and failed or was too late.</param>
/// <param name="Commands">What it asks for; on a denial its metadata writes and the denial.</param>
internal sealed record RemoteAnswer(bool Failed, IReadOnlyList<Command> Commands)
{
    /// <summary>Reads a document; null where it is none, or asks for something that there is not.</summary>
    public static RemoteAnswer? Read(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object || document.Member("commands") is not { ValueKind: JsonValueKind.Array } list)
            return null;
        var commands = new List<Command>();
        foreach (var item in list.EnumerateArray())
        {
            if (ReadCommand(item) is not { } command)
                return null;
            commands.Add(command);
        }

        var denies = commands.Any(command => command.Method == Command.Deny);
        return document.Text("decision") switch
        {
            "continue" when !denies => new(HasFailed(document), commands),
            "deny" when document.Object("denial")?.Text("reason") is { Length: > 0 } reason =>
                new(HasFailed(document), [.. commands.Where(command => command.WritesMetadata), new(Command.Deny, [reason])]),
            _ => null,
        };
    }

    private static Command? ReadCommand(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || json.Text("method") is not { } method || json.Member("args") is not { ValueKind: JsonValueKind.Array } args)
            return null;
        var command = new Command(method, [.. args.EnumerateArray().Select(ClaimValue.Of)]);
        return CommandRules.Refuse(method, command.Args) is null ? command : null;
    }

    private static bool HasFailed(JsonElement document) =>
        document.Member("actions") is { ValueKind: JsonValueKind.Array } actions
        && actions.EnumerateArray().Any(action => action.ValueKind == JsonValueKind.Object && action.Text("outcome") is "failed" or "timed-out");
}
