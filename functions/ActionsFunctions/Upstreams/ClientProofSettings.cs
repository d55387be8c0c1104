using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Upstreams;

/// <summary>
/// Reads how the app authenticates at a token endpoint: <c>ClientSecret</c>, <c>Certificate</c> or <c>PrivateKey</c>, with
/// <c>KeyId</c>, <c>Algorithm</c> and <c>AssertionAudience</c>. The same settings in <c>Graph</c> and in <c>Auth</c> of an action.
/// </summary>
internal sealed class ClientProofSettings
{
    /// <summary>The methods by the names that settings give them.</summary>
    public static readonly (string Name, ClientAuthentication Value)[] Methods =
    [
        ("ClientSecret", ClientAuthentication.ClientSecret),
        ("ClientCertificate", ClientAuthentication.ClientCertificate),
        ("PrivateKeyJwt", ClientAuthentication.PrivateKeyJwt),
    ];

    private readonly SettingsReader reader;
    private readonly Dictionary<ClientAuthentication, ISecret?> secrets;
    private readonly string? keyId;
    private readonly string? algorithm;
    private readonly string? audience;

    /// <param name="reader">The section.</param>
    /// <param name="secret">Reads a secret setting of the section; null where it is absent.</param>
    public ClientProofSettings(SettingsReader reader, Func<string, ISecret?> secret)
    {
        this.reader = reader;
        // All of them, whichever method is chosen: the setting of another one is a secret too, and no mistyped key.
        secrets = Methods.ToDictionary(method => method.Value, method => secret(SettingOf(method.Value)));
        keyId = reader.Text("KeyId");
        algorithm = reader.OneOf<string?>("Algorithm", null, (AssertionKey.Ps256, AssertionKey.Ps256), (AssertionKey.Rs256, AssertionKey.Rs256), (AssertionKey.Es256, null));
        audience = reader.Text("AssertionAudience");
    }

    /// <summary>The proof for a method; null, with the mistake noted, where what it needs is missing or unusable.</summary>
    /// <param name="method">The method.</param>
    /// <param name="why">What is said of a setting that is missing.</param>
    public ClientProof? Require(ClientAuthentication method, string why)
    {
        var setting = SettingOf(method);
        if (reader.Text(setting) is not { } text)
        {
            reader.Fault(setting, why);
            return null;
        }

        if (secrets[method] is not { } secret)
            return null;
        var proof = new ClientProof(method, secret) { Audience = audience, KeyId = keyId, RsaAlgorithm = algorithm };
        // A literal is judged now, a reference when it is read.
        if (method != ClientAuthentication.ClientSecret && secret is LiteralSecret && proof.ReadKey(text) is null)
            reader.Fault(setting, FormOf(method));
        return proof;
    }

    private static string SettingOf(ClientAuthentication method) => method switch
    {
        ClientAuthentication.ClientCertificate => "Certificate",
        ClientAuthentication.PrivateKeyJwt => "PrivateKey",
        _ => "ClientSecret",
    };

    private static string FormOf(ClientAuthentication method) => method == ClientAuthentication.ClientCertificate
        ? "must be a certificate with its private key (RSA of 2048 to 8192 bits, or P-256): PEM, or the base64 of PKCS #12 without a password"
        : "must be a private key (RSA of 2048 to 8192 bits, or P-256): PEM or a JSON Web Key";
}
