using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActionsFunctions.Local.Tenant.Tokens;

/// <summary>The public keys by which clients of the tenant prove themselves, beside or in place of a secret.</summary>
internal sealed class RegisteredKeys
{
    private readonly Lock gate = new();
    private readonly List<RegisteredKey> keys = [];

    /// <summary>Registers a certificate, known by its thumbprint.</summary>
    public void Register(RegisteredClient client, X509Certificate2 certificate)
    {
        var thumbprint = Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256));
        Add(new(client, "x5t#S256", thumbprint, certificate.PublicKey.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>Registers a public key, known by its id; null: it has none.</summary>
    public void Register(RegisteredClient client, string? keyId, AsymmetricAlgorithm key) =>
        Add(new(client, "kid", keyId, key.ExportSubjectPublicKeyInfo()));

    /// <summary>Forgets every key of a client.</summary>
    public void Clear(RegisteredClient client)
    {
        lock (gate)
            keys.RemoveAll(key => key.Client == client);
    }

    public IReadOnlyList<RegisteredKey> Of(string clientId)
    {
        lock (gate)
            return [.. keys.Where(key => key.Client.Id == clientId)];
    }

    private void Add(RegisteredKey key)
    {
        lock (gate)
            keys.Add(key);
    }
}

/// <summary>A public key of a client.</summary>
/// <param name="Client">Whose it is.</param>
/// <param name="Header">The member of a JOSE header that names it.</param>
/// <param name="Name">Its name there; null: none is asked for.</param>
/// <param name="Info">The SubjectPublicKeyInfo.</param>
internal sealed record RegisteredKey(RegisteredClient Client, string Header, string? Name, byte[] Info)
{
    /// <summary>Whether a signature is this key's, by the algorithm that the header names.</summary>
    public bool Verifies(string algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        try
        {
            if (algorithm == "ES256")
            {
                using var ec = ECDsa.Create();
                ec.ImportSubjectPublicKeyInfo(Info, out _);
                return ec.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            }

            using var rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(Info, out _);
            return algorithm is "PS256" or "RS256"
                && rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, algorithm == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            // A key of another kind than the algorithm's.
            return false;
        }
    }
}
