namespace ActionsFunctions.Running;

/// <summary>Runs under way by key: one at a time asks for each key. Not safe for concurrent use: its store guards it.</summary>
internal sealed class AnswerFlights
{
    private readonly Dictionary<AnswerKey, AnswerFlight> byKey = [];

    /// <summary>The flight under way, or a new one, which the caller then has to end.</summary>
    public AnswerFlight Join(AnswerKey key, long now, out bool isMine)
    {
        isMine = !byKey.TryGetValue(key, out var flight);
        return isMine ? byKey[key] = new(now) : flight!;
    }

    /// <summary>No more to be joined.</summary>
    public void Remove(AnswerKey key, AnswerFlight flight)
    {
        if (byKey.TryGetValue(key, out var current) && ReferenceEquals(current, flight))
            byKey.Remove(key);
    }

    /// <summary>Nobody joins a flight of this subject that is under way now: what it says may be from before.</summary>
    public void Leave(string subject)
    {
        foreach (var key in byKey.Keys.Where(key => key.Subject == subject).ToList())
            byKey.Remove(key);
    }
}
