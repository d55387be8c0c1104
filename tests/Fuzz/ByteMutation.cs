using System.IO.Compression;
using System.Text;

namespace ActionsFunctions.Fuzz;

/// <summary>Changes bytes without regard to what they mean.</summary>
internal static class ByteMutation
{
    public static byte[] Apply(byte[] bytes, Chance chance) => chance.Below(12) switch
    {
        0 => bytes[..chance.Below(bytes.Length + 1)],
        1 => [.. bytes, .. chance.Bytes(chance.Between(1, 8))],
        2 => [0xEF, 0xBB, 0xBF, .. bytes],
        3 => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes)),
        4 => Inserted(bytes, chance, [0]),
        5 => Inserted(bytes, chance, chance.Of<byte[]>([[0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xFF], [0xF4, 0x90, 0x80, 0x80], [0x80]])),
        6 => [],
        7 => Gzip(bytes),
        8 => [.. bytes, (byte)'\n'],
        9 => [.. bytes, .. bytes],
        10 => Encoding.UTF8.GetBytes(new string(' ', chance.Of([1, 300_000]))),
        _ => Flipped(bytes, chance),
    };

    private static byte[] Flipped(byte[] bytes, Chance chance)
    {
        if (bytes.Length == 0)
            return bytes;
        var changed = bytes.ToArray();
        for (var i = chance.Between(1, 4); i > 0; i--)
            changed[chance.Below(changed.Length)] ^= (byte)(1 << chance.Below(8));
        return changed;
    }

    private static byte[] Inserted(byte[] bytes, Chance chance, byte[] more)
    {
        var at = chance.Below(bytes.Length + 1);
        return [.. bytes[..at], .. more, .. bytes[at..]];
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
