using System.Runtime.InteropServices;
using ActionsFunctions.Model;
using ActionsFunctions.Sharing;

namespace ActionsFunctions.Running;

/// <summary>
/// Good answers of actions, kept in this process for <c>FreshFor</c> and <c>StaleFor</c>. Bounded in number and bytes; the oldest go first. An
/// answer without commands (the user is unknown there, or has nothing) is kept like any other, but is fresh for a minute at most.
/// </summary>
/// <param name="clock">The clock of every age.</param>
/// <param name="capacity">The most answers kept; default 10,000.</param>
public sealed class AnswerStore(TimeProvider clock, int capacity = AnswerStore.DefaultCapacity)
{
    /// <summary>The most answers kept by default.</summary>
    public const int DefaultCapacity = 10_000;

    /// <summary>The most bytes of answers kept.</summary>
    public const long MaxBytes = 64 * 1024 * 1024;

    /// <summary>How long an answer without commands is fresh at most: a user who was created just now gets claims within this.</summary>
    public static readonly TimeSpan NegativeFor = TimeSpan.FromMinutes(1);

    // What a provider's attempts at one login need at 50 logins a second and 40 s.
    private const int LoginCapacity = 2_000;

    private readonly Lock gate = new();
    private readonly Dictionary<AnswerKey, LinkedListNode<Answer>> answers = [];
    private readonly LinkedList<Answer> byAge = [];
    private readonly Dictionary<string, HashSet<AnswerKey>> bySubject = new(StringComparer.Ordinal);
    private readonly Invalidations invalidations = new(capacity);
    private readonly AnswerFlights flights = new();
    private long bytes;
    private AnswerStore? ofLogins;

    /// <summary>Answers that instances share; null, the default: each instance keeps to itself.</summary>
    internal SharedAnswers? Shared { get; init; }

    /// <summary>What actions with effects elsewhere said for the logins of the last moments. Apart, so that it takes no room from answers that are kept for longer.</summary>
    internal AnswerStore OfLogins
    {
        get
        {
            lock (gate)
                return ofLogins ??= new(clock, LoginCapacity);
        }
    }

    /// <summary>Answers kept now.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return answers.Count;
        }
    }

    /// <summary>What is counted when a run begins, to be given to <see cref="Keep"/> when it has ended.</summary>
    public long Now
    {
        get
        {
            lock (gate)
                return invalidations.Count;
        }
    }

    /// <summary>The answer under a key if it is at most <paramref name="age"/> old; null otherwise and where no age is allowed.</summary>
    public IReadOnlyList<Command>? Find(AnswerKey key, TimeSpan? age) => Look(key, age)?.Commands;

    /// <summary>The answer under a key if it can be given without asking: not older than <paramref name="freshFor"/>, nor than a minute where it has no commands.</summary>
    public IReadOnlyList<Command>? FindFresh(AnswerKey key, TimeSpan? freshFor) =>
        Look(key, freshFor) is { } found && (found.Commands.Count > 0 || IsAtMost(found, NegativeFor)) ? found.Commands : null;

    /// <summary>Keeps an answer, in place of an earlier one under the same key; unless its user's were invalidated, or this one was forgotten, since its run began.</summary>
    /// <param name="key">The key.</param>
    /// <param name="commands">What the action said.</param>
    /// <param name="began"><see cref="Now"/> when the run began.</param>
    public void Keep(AnswerKey key, IReadOnlyList<Command> commands, long began) => Adopt(key, commands, began, TimeSpan.Zero);

    /// <summary>The same for one that was given a while ago; unless a younger one is here.</summary>
    internal void Adopt(AnswerKey key, IReadOnlyList<Command> commands, long began, TimeSpan age)
    {
        ArgumentNullException.ThrowIfNull(commands);
        var kept = clock.GetTimestamp() - (long)(age.TotalSeconds * clock.TimestampFrequency);
        var answer = new Answer(key, commands, kept, Size(key, commands));
        lock (gate)
        {
            if (age > TimeSpan.Zero && answers.TryGetValue(key, out var here) && here.Value.Kept > kept)
                return;
            if (invalidations.CameAfter(key.Subject, began) || invalidations.CameAfter(key.Text, began))
                return;
            Drop(key);
            answers[key] = byAge.AddLast(answer);
            CollectionsMarshal.GetValueRefOrAddDefault(bySubject, key.Subject, out _) ??= [];
            bySubject[key.Subject].Add(key);
            bytes += answer.Bytes;
            while (answers.Count > capacity || bytes > MaxBytes)
                Drop(byAge.First!.Value.Key);
        }
    }

    /// <summary>Forgets the answer under a key, and does not keep what runs under way now will say under it.</summary>
    public void Forget(AnswerKey key)
    {
        lock (gate)
        {
            invalidations.Add(key.Text);
            Drop(key);
        }
    }

    /// <summary>Forgets everything kept for a user, and does not keep what runs under way now will say.</summary>
    public void Invalidate(string provider, string userId)
    {
        var subject = AnswerKey.SubjectOf(provider, userId);
        lock (gate)
        {
            invalidations.Add(subject);
            flights.Leave(subject);
            foreach (var key in bySubject.GetValueOrDefault(subject) ?? [])
                Drop(key);
            ofLogins?.Invalidate(provider, userId);
        }
    }

    /// <summary>True where a user's answers were invalidated since <see cref="Now"/> was <paramref name="began"/>.</summary>
    internal bool ForgottenSince(string subject, long began)
    {
        lock (gate)
            return invalidations.CameAfter(subject, began);
    }

    internal AnswerFlight Join(AnswerKey key, out bool isMine)
    {
        lock (gate)
            return flights.Join(key, invalidations.Count, out isMine);
    }

    internal void End(AnswerKey key, AnswerFlight flight)
    {
        lock (gate)
            flights.Remove(key, flight);
    }

    private Answer? Look(AnswerKey key, TimeSpan? age)
    {
        if (age is not { } most)
            return null;
        LinkedListNode<Answer>? node;
        lock (gate)
        {
            if (!answers.TryGetValue(key, out node))
                return null;
        }

        return IsAtMost(node.Value, most) ? node.Value : null;
    }

    private bool IsAtMost(Answer answer, TimeSpan age) => clock.GetElapsedTime(answer.Kept) <= age;

    private void Drop(AnswerKey key)
    {
        if (!answers.Remove(key, out var node))
            return;
        byAge.Remove(node);
        bytes -= node.Value.Bytes;
        if (bySubject[key.Subject] is { Count: > 1 } keys)
            keys.Remove(key);
        else
            bySubject.Remove(key.Subject);
    }

    private static long Size(AnswerKey key, IReadOnlyList<Command> commands) =>
        (2L * key.Text.Length) + commands.Sum(command => command.Args.Sum(arg => (long)arg.Json.Length));

    private sealed record Answer(AnswerKey Key, IReadOnlyList<Command> Commands, long Kept, long Bytes);
}
