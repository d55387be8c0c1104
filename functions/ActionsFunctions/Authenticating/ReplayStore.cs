using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ActionsFunctions.Sharing;

namespace ActionsFunctions.Authenticating;

/// <summary>
/// Remembers message ids for as long as their timestamp would be accepted, so that each is used once: on this instance, and on all where a shared cache
/// is configured. Bounded; when full of ids that still count, new messages are refused rather than old ids forgotten.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="capacity">The most ids remembered.</param>
public sealed class ReplayStore(TimeProvider clock, int capacity = 500_000)
{
    private const int OnStack = 1_024;
    private readonly ConcurrentDictionary<UInt128, DateTimeOffset> used = new();
    private readonly ConcurrentQueue<(UInt128 Id, DateTimeOffset Until)> order = new();

    // Counted here: the dictionary's own Count takes every one of its locks, which was a sixth of a login.
    private int count;

    /// <summary>Ids used on other instances; null, the default: another instance does not know them.</summary>
    internal SharedReplays? Shared { get; init; }

    /// <summary>Uses an id here and, where one is configured and answers, in the shared cache.</summary>
    /// <param name="scope">Whose id it is: the provider's route.</param>
    /// <param name="id">The message's unique id.</param>
    /// <param name="until">When the message would be stale anyway.</param>
    /// <param name="cancellationToken">Cancelled when the caller goes away.</param>
    public async ValueTask<bool> TryUseAsync(string scope, string id, DateTimeOffset until, CancellationToken cancellationToken) =>
        // A shared cache that is down must not keep anybody from logging in.
        TryUse(scope, id, until) && (Shared is null || await Shared.TryUseAsync(scope, id, until, cancellationToken) is not false);

    /// <summary>Uses an id: true for the first who does, false for everybody after, however many try at once.</summary>
    /// <param name="scope">Whose id it is: the provider's route.</param>
    /// <param name="id">The message's unique id.</param>
    /// <param name="until">When the message would be stale anyway.</param>
    public bool TryUse(string scope, string id, DateTimeOffset until)
    {
        Forget();
        var key = Digest(scope, id);
        if (Volatile.Read(ref count) >= capacity || !used.TryAdd(key, until))
            return false;
        Interlocked.Increment(ref count);
        order.Enqueue((key, until));
        // Judged after adding: between the caller's look at the clock and here the first use may have ended and been forgotten.
        return clock.GetUtcNow() <= until;
    }

    // Ids arrive nearly in the order in which they end; one that ends late holds back a few others, which costs memory only.
    private void Forget()
    {
        var now = clock.GetUtcNow();
        while (order.TryPeek(out var oldest) && oldest.Until < now && order.TryDequeue(out oldest))
        {
            if (oldest.Until >= now)
                order.Enqueue(oldest);
            else if (used.TryRemove(oldest.Id, out _))
                Interlocked.Decrement(ref count);
        }
    }

    // 128 bits of SHA-256: ids of any length cost 16 bytes, and nobody can make two meet.
    private static UInt128 Digest(string scope, string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var longest = Encoding.UTF8.GetMaxByteCount(scope.Length + 1 + id.Length);
        Span<byte> text = longest <= OnStack ? stackalloc byte[OnStack] : new byte[longest];
        var length = Encoding.UTF8.GetBytes(scope, text);
        text[length++] = (byte)'\n';
        length += Encoding.UTF8.GetBytes(id, text[length..]);
        SHA256.HashData(text[..length], hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
