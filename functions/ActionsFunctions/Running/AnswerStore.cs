using System.Collections.Concurrent;
using ActionsFunctions.Model;

namespace ActionsFunctions.Running;

/// <summary>Good answers of actions, kept in this process for <c>FreshFor</c> and <c>StaleFor</c>. Bounded; the oldest go first.</summary>
/// <param name="clock">The clock of every age.</param>
/// <param name="capacity">The most answers kept; default 10,000.</param>
public sealed class AnswerStore(TimeProvider clock, int capacity = AnswerStore.DefaultCapacity)
{
    /// <summary>The most answers kept by default.</summary>
    public const int DefaultCapacity = 10_000;

    private readonly ConcurrentDictionary<AnswerKey, Answer> answers = new();
    private readonly Queue<(AnswerKey Key, long Kept)> order = new();
    private readonly Lock gate = new();

    /// <summary>The answer under a key if it is at most <paramref name="age"/> old; null otherwise and where no age is allowed.</summary>
    public IReadOnlyList<Command>? Find(AnswerKey key, TimeSpan? age) =>
        age is { } most && answers.TryGetValue(key, out var answer) && clock.GetElapsedTime(answer.Kept) <= most ? answer.Commands : null;

    /// <summary>Keeps an answer, in place of an earlier one under the same key.</summary>
    public void Keep(AnswerKey key, IReadOnlyList<Command> commands)
    {
        var kept = clock.GetTimestamp();
        lock (gate)
        {
            answers[key] = new(commands, kept);
            order.Enqueue((key, kept));
            while (answers.Count > capacity || order.Count > 2 * capacity)
                DropOldest();
        }
    }

    // An entry of the queue whose answer was since renewed is only dropped from the queue.
    private void DropOldest()
    {
        var (key, kept) = order.Dequeue();
        if (answers.TryGetValue(key, out var answer) && answer.Kept == kept)
            answers.TryRemove(key, out _);
    }

    private sealed record Answer(IReadOnlyList<Command> Commands, long Kept);
}
