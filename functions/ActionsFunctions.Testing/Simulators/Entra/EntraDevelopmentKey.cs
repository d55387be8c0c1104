using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace ActionsFunctions.Testing.Simulators.Entra;

/// <summary>
/// The RSA key of the local tenant, made from two sentences, so that a login simulated in one process is accepted by a server in another.
/// Everybody can compute it: worthless anywhere else, and no key file lies in the repository.
/// </summary>
internal static class EntraDevelopmentKey
{
    private const int PrimeBytes = 128;

    // The distance from the number that the sentence stands for to the next prime.
    private static readonly BigInteger P = Number("p of the entra signing key for local development") + 202;
    private static readonly BigInteger Q = Number("q of the entra signing key for local development") + 70;
    private static readonly BigInteger E = 65537;

    public static EntraSigningKey Make()
    {
        var d = Inverse(E, (P - 1) * (Q - 1));
        return new(RSA.Create(new RSAParameters
        {
            Modulus = Bytes(P * Q, 2 * PrimeBytes),
            Exponent = Bytes(E, 3),
            D = Bytes(d, 2 * PrimeBytes),
            P = Bytes(P, PrimeBytes),
            Q = Bytes(Q, PrimeBytes),
            DP = Bytes(d % (P - 1), PrimeBytes),
            DQ = Bytes(d % (Q - 1), PrimeBytes),
            InverseQ = Bytes(Inverse(Q, P), PrimeBytes),
        }), "local-development");
    }

    private static BigInteger Number(string sentence)
    {
        var bytes = new byte[PrimeBytes];
        SHA512.HashData(Encoding.ASCII.GetBytes(sentence + " 0"), bytes);
        SHA512.HashData(Encoding.ASCII.GetBytes(sentence + " 1"), bytes.AsSpan(PrimeBytes / 2));
        // The two highest bits give the product its full 2048 bits; the lowest makes it odd.
        bytes[0] |= 0xC0;
        bytes[^1] |= 1;
        return new(bytes, isUnsigned: true, isBigEndian: true);
    }

    // Extended Euclidean algorithm.
    private static BigInteger Inverse(BigInteger value, BigInteger modulus)
    {
        var (r, next, t, nextT) = (modulus, value, BigInteger.Zero, BigInteger.One);
        while (!next.IsZero)
        {
            var quotient = r / next;
            (r, next) = (next, r - (quotient * next));
            (t, nextT) = (nextT, t - (quotient * nextT));
        }

        return t.Sign < 0 ? t + modulus : t;
    }

    private static byte[] Bytes(BigInteger value, int length)
    {
        var bytes = new byte[length];
        var digits = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(bytes, length - digits.Length);
        return bytes;
    }
}
