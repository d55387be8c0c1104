using System.Security.Cryptography;
using System.Text;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>A caller of one signed route: its secret, the one before, and the body that it would send.</summary>
/// <param name="Key">The current secret's bytes.</param>
/// <param name="Old">Those of the one before, which is still configured.</param>
/// <param name="Text">A body that is answered well.</param>
/// <param name="Now">Seconds since 1970.</param>
internal sealed record Signer(byte[] Key, byte[] Old, string Text, long Now)
{
    public byte[] Body => Encoding.UTF8.GetBytes(Text);

    public SignedMessage Right() => At(Now);

    public SignedMessage At(long seconds) => SignedMessage.Of(Key, "msg_right", $"{seconds}", Body);

    public SignedMessage As(string id) => SignedMessage.Of(Key, id, $"{Now}", Body);

    public SignedMessage By(byte[] key) => SignedMessage.Of(key, "msg_right", $"{Now}", Body);
}

/// <summary>Every way that a signed message can be wrong, by name.</summary>
internal static class SignatureAttacks
{
    public static IReadOnlyDictionary<string, Func<Signer, SignedMessage>> Rows { get; } = new Dictionary<string, Func<Signer, SignedMessage>>(StringComparer.Ordinal)
    {
        ["no id"] = s => s.Right().Without("webhook-id"),
        ["no timestamp"] = s => s.Right().Without("webhook-timestamp"),
        ["no signature"] = s => s.Right().Without("webhook-signature"),
        ["an empty id"] = s => s.As(""),
        ["an empty signature"] = s => s.Right().With("webhook-signature", ""),
        ["the id twice"] = s => s.Right().Twice("webhook-id"),
        ["the timestamp twice"] = s => s.Right().Twice("webhook-timestamp"),
        ["the signature of another id"] = s => s.Right().With("webhook-signature", s.As("msg_other").Signature),
        ["the signature of another second"] = s => s.Right().With("webhook-signature", s.At(s.Now - 1).Signature),
        ["a list of nothing but commas"] = s => s.Right().With("webhook-signature", " , ,, , "),
        ["a list of other versions"] = s => s.Right().WithSignatures(own => $"v1a,{own[3..]} v2,{own[3..]} V1,{own[3..]} v11,{own[3..]}"),
        ["a list without blanks between"] = s => s.Right().WithSignatures(own => $"v1,AAAA{own}"),
        ["a list of 5,000 wrong ones"] = s => s.Right().With("webhook-signature", string.Join(' ', Enumerable.Range(0, 5_000).Select(_ => "v1," + Convert.ToBase64String(new byte[32])))),
        ["a signature without its version"] = s => s.Right().WithSignatures(own => own[3..]),
        ["a signature in hexadecimal"] = s => s.Right().WithSignatures(own => "v1," + Convert.ToHexString(Convert.FromBase64String(own[3..]))),
        ["a signature without its padding"] = s => s.Right().WithSignatures(own => own.TrimEnd('=')),
        ["a signature less its last byte"] = s => s.Right().WithSignatures(own => "v1," + Convert.ToBase64String(Convert.FromBase64String(own[3..]).AsSpan(0, 31))),
        ["a signature and a byte more"] = s => s.Right().WithSignatures(own => "v1," + Convert.ToBase64String([.. Convert.FromBase64String(own[3..]), 0])),
        ["a signature of zeros"] = s => s.Right().With("webhook-signature", "v1," + Convert.ToBase64String(new byte[32])),
        ["a signature with its first bit turned"] = s => s.Right().WithSignatures(Turned),
        ["SHA-256 without a key"] = s => s.Right().With("webhook-signature", "v1," + Convert.ToBase64String(SHA256.HashData(s.Body))),
        ["a secret of somebody else"] = s => s.By(Encoding.ASCII.GetBytes("somebody else's secret of 32 b.")),
        ["a secret of no bytes"] = s => s.By([]),
        ["the secret's text for its bytes"] = s => s.By(Encoding.ASCII.GetBytes("whsec_" + Convert.ToBase64String(s.Key))),
        ["a body that was written anew"] = s => s.Right().Sends(s.Text.Replace(":", ": ", StringComparison.Ordinal)),
        ["a newline behind the body"] = s => s.Right().Sends(s.Text + "\n"),
        ["a byte order mark before the body"] = s => s.Right().Sends([0xEF, 0xBB, 0xBF, .. s.Body]),
        ["a body less its last byte"] = s => s.Right().Sends(s.Body[..^1]),
        ["no body"] = s => s.Right().Sends([]),
        ["a signature over no body"] = s => SignedMessage.Of(s.Key, "msg_right", $"{s.Now}", []).Sends(s.Body),
        ["one second over the window, behind"] = s => s.At(s.Now - 301),
        ["one second over the window, ahead"] = s => s.At(s.Now + 301),
        ["the first second of 1970"] = s => s.At(0),
        ["the last second of 9999"] = s => s.At(253_402_300_799),
        ["a second beyond 64 bits"] = s => SignedMessage.Of(s.Key, "msg_right", "18446744073709551616", s.Body),
        ["a second below zero"] = s => s.At(-s.Now),
        ["a timestamp with a fraction"] = s => SignedMessage.Of(s.Key, "msg_right", $"{s.Now}.0", s.Body),
        ["a timestamp with a blank"] = s => SignedMessage.Of(s.Key, "msg_right", $" {s.Now}", s.Body),
        ["a timestamp in milliseconds"] = s => s.At(s.Now * 1000),
        ["a timestamp in other digits"] = s => SignedMessage.Of(s.Key, "msg_right", "١٨٩٣٤٥٦٠٠٠", s.Body),
        ["an id of 257 characters"] = s => s.As(new('i', 257)),
        ["a dot of the id moved into the timestamp"] = s => s.As("msg.1").With("webhook-id", "msg").With("webhook-timestamp", $"1.{s.Now}"),
    };

    private static string Turned(string signature)
    {
        var bytes = Convert.FromBase64String(signature[3..]);
        bytes[0] ^= 0x80;
        return "v1," + Convert.ToBase64String(bytes);
    }
}
