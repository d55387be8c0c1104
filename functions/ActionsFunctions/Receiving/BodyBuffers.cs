using System.Buffers;
using System.Runtime.InteropServices;

namespace ActionsFunctions.Receiving;

/// <summary>
/// The buffers that bodies are received into: used again once a body is judged and parsed, which copies what it keeps. A pool of its own, so that nothing else in
/// the process, no action before all, is ever handed bytes of a login; and a buffer that is not given back (a read that was called off may still write to
/// it) is left to the garbage collector.
/// </summary>
internal static class BodyBuffers
{
    // Larger ones are made and forgotten.
    private const int Longest = 1024 * 1024;
    private const int MostHeld = 64;

    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(Longest, MostHeld);

    /// <summary>A buffer of at least so many bytes, with whatever stands in it.</summary>
    public static byte[] Rent(int length) => Pool.Rent(length);

    /// <summary>A larger one with what is in this one, which is given back.</summary>
    public static byte[] Grow(byte[] buffer, int filled, int length)
    {
        var larger = Pool.Rent(length);
        buffer.AsSpan(0, filled).CopyTo(larger);
        Pool.Return(buffer);
        return larger;
    }

    /// <summary>Gives a body's buffer back. Nobody may look at the body afterwards.</summary>
    public static void Return(ReadOnlyMemory<byte> body)
    {
        if (MemoryMarshal.TryGetArray(body, out var buffer) && buffer.Array is { Length: > 0 } array)
            Pool.Return(array);
    }
}
