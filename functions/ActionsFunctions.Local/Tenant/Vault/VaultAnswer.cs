using System.Text.Json;
using ActionsFunctions.Answering;

namespace ActionsFunctions.Local.Tenant.Vault;

/// <summary>The bodies of the Key Vault REST API: secret bundle, list of versions, error.</summary>
internal static class VaultAnswer
{
    public static ReadOnlyMemory<byte> Bundle(Uri vault, StoredVersion version) => JsonBody.Write((vault, version), static (json, it) =>
    {
        json.WriteStartObject();
        json.WriteString("value"u8, it.version.Value);
        WriteProperties(json, it.vault, it.version);
        json.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Page(Uri vault, IEnumerable<StoredVersion> versions, Uri? next) =>
        JsonBody.Write((vault, versions, next), static (json, it) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("value"u8);
            foreach (var version in it.versions)
            {
                json.WriteStartObject();
                WriteProperties(json, it.vault, version);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("nextLink"u8, it.next?.AbsoluteUri);
            json.WriteEndObject();
        });

    public static ReadOnlyMemory<byte> Error(string code, string message, string? inner = null) =>
        JsonBody.Write((code, message, inner), static (json, error) =>
        {
            json.WriteStartObject();
            json.WriteStartObject("error"u8);
            json.WriteString("code"u8, error.code);
            json.WriteString("message"u8, error.message);
            if (error.inner is not null)
            {
                json.WriteStartObject("innererror"u8);
                json.WriteString("code"u8, error.inner);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        });

    private static void WriteProperties(Utf8JsonWriter json, Uri vault, StoredVersion version)
    {
        json.WriteString("id"u8, new Uri(vault, $"secrets/{version.Name}/{version.Id}").AbsoluteUri);
        json.WriteStartObject("attributes"u8);
        json.WriteBoolean("enabled"u8, version.Enabled);
        if (version.NotBefore is { } begin)
            json.WriteNumber("nbf"u8, begin.ToUnixTimeSeconds());
        if (version.Expires is { } end)
            json.WriteNumber("exp"u8, end.ToUnixTimeSeconds());
        json.WriteNumber("created"u8, version.Created.ToUnixTimeSeconds());
        json.WriteNumber("updated"u8, version.Updated.ToUnixTimeSeconds());
        json.WriteString("recoveryLevel"u8, "Recoverable+Purgeable"u8);
        json.WriteEndObject();
    }
}
