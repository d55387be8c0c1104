using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Running;

namespace ActionsFunctions.Sharing;

/// <summary>An answer that another instance kept.</summary>
/// <param name="Commands">What the action said.</param>
/// <param name="Age">How long ago.</param>
internal sealed record SharedAnswer(IReadOnlyList<Command> Commands, TimeSpan Age);

/// <summary>Kept answers in the shared cache. An answer is found only in the generation of its user in which its run began.</summary>
/// <param name="store">The shared cache.</param>
/// <param name="clock">The clock of ages: the wall clock, which instances share.</param>
internal sealed class SharedAnswers(SharedStore store, TimeProvider clock)
{
    private const string Answers = "answer";

    // The clocks of two instances differ by less.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);
    private readonly AppliedGenerations applied = new();

    /// <summary>The generation of a user's answers now; null where it cannot be known. The second value: this instance has not followed it yet.</summary>
    public async Task<(string? Generation, bool IsNew)> GenerationAsync(string subject, CancellationToken cancellationToken)
    {
        var generation = await store.GenerationAsync(subject, cancellationToken);
        return (generation, generation is not null && applied.Replace(subject, generation));
    }

    /// <summary>Begins a new generation: nothing from before is used again, on any instance. False where not all will know.</summary>
    public Task<bool> RenewAsync(string subject, CancellationToken cancellationToken) => store.RenewGenerationAsync(subject, cancellationToken);

    /// <summary>The answer that some instance kept in this generation; null where there is none.</summary>
    public async Task<SharedAnswer?> FindAsync(AnswerKey key, string generation, CancellationToken cancellationToken) =>
        await store.ReadAsync(Answers, NameOf(key, generation), cancellationToken) is { } bytes && StrictJson.TryParse(bytes, out var json) ? Read(json) : null;

    /// <summary>Keeps an answer for all instances, in the background.</summary>
    public void Keep(AnswerKey key, string generation, IReadOnlyList<Command> commands, TimeSpan life) =>
        _ = store.WriteAsync(Answers, NameOf(key, generation), Write(commands), life);

    /// <summary>Drops an answer for all instances, in the background.</summary>
    public void Drop(AnswerKey key, string generation) => _ = store.WriteAsync(Answers, NameOf(key, generation), null, default);

    private static string NameOf(AnswerKey key, string generation) => $"{generation}\n{key.Text}";

    private ReadOnlyMemory<byte> Write(IReadOnlyList<Command> commands) => JsonBody.Write((At: clock.GetUtcNow().ToUnixTimeMilliseconds(), commands), static (json, answer) =>
    {
        json.WriteStartObject();
        json.WriteNumber("at"u8, answer.At);
        json.WriteStartArray("commands"u8);
        foreach (var command in answer.commands)
        {
            json.WriteStartArray();
            json.WriteStringValue(command.Method);
            foreach (var arg in command.Args)
                json.WriteRawValue(arg.Json.Span, skipInputValidation: true);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private SharedAnswer? Read(JsonElement json)
    {
        var age = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(json.GetProperty("at").GetInt64());
        if (age < -Skew)
            return null;
        var commands = new List<Command>();
        foreach (var command in json.GetProperty("commands").EnumerateArray())
            commands.Add(new(command[0].GetString()!, [.. command.EnumerateArray().Skip(1).Select(ClaimValue.Of)]));
        return new(commands, age > TimeSpan.Zero ? age : TimeSpan.Zero);
    }
}
