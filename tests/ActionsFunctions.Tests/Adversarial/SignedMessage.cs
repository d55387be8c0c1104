using System.Security.Cryptography;
using System.Text;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>A message as somebody who can sign, or cannot, would send it: headers and body, which an attack changes after signing.</summary>
internal sealed class SignedMessage
{
    private SignedMessage(byte[] body, Dictionary<string, string> headers) => (Body, Headers) = (body, headers);

    public byte[] Body { get; }

    public Dictionary<string, string> Headers { get; }

    public string Signature => Headers["webhook-signature"];

    /// <summary>Signs <c>id.timestamp.body</c> with these bytes as the key.</summary>
    public static SignedMessage Of(byte[] key, string id, string timestamp, byte[] body)
    {
        var mac = HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body]);
        return new(body, new(StringComparer.OrdinalIgnoreCase)
        {
            ["webhook-id"] = id,
            ["webhook-timestamp"] = timestamp,
            ["webhook-signature"] = "v1," + Convert.ToBase64String(mac),
        });
    }

    public SignedMessage Without(string header)
    {
        var headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase);
        headers.Remove(header);
        return new(Body, headers);
    }

    public SignedMessage With(string header, string value) => new(Body, new(Headers, StringComparer.OrdinalIgnoreCase) { [header] = value });

    public SignedMessage WithSignatures(Func<string, string> change) => With("webhook-signature", change(Signature));

    /// <summary>The header as a host hands it over that got it twice.</summary>
    public SignedMessage Twice(string header) => With(header, $"{Headers[header]}, {Headers[header]}");

    public SignedMessage Sends(byte[] other) => new(other, Headers);

    public SignedMessage Sends(string other) => Sends(Encoding.UTF8.GetBytes(other));

    public WebhookRequest To(string path, long arrived)
    {
        var headers = new WebhookHeaders { ["Content-Type"] = "application/json", ["Content-Length"] = $"{Body.Length}" };
        foreach (var (name, value) in Headers)
            headers.Append(name, value);
        return new("POST", path, new Dictionary<string, string>(StringComparer.Ordinal), headers, new MemoryStream(Body), arrived) { CorrelationId = "c0ffee" };
    }
}
