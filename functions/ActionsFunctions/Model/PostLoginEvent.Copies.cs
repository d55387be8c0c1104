using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Model;

public sealed partial class PostLoginEvent
{
    /// <summary>An event that came from outside, without a member <c>secrets</c>: secrets come from our configuration only.</summary>
    internal static PostLoginEvent FromCaller(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("secrets", out _))
            return new(json);
        return new(Written(json, static (writer, root) =>
        {
            foreach (var member in root.EnumerateObject())
            {
                if (!member.NameEquals("secrets"))
                    member.WriteTo(writer);
            }
        }));
    }

    /// <summary>The same event for an action that may read <paramref name="secrets"/>.</summary>
    internal PostLoginEvent WithSecrets(IReadOnlyDictionary<string, string> secrets) => secrets.Count + Secrets.Count == 0 ? this : new(Json, secrets);

    /// <summary>
    /// The event as an action sees it after others wrote transaction metadata: the writes in order, JSON null removes a name.
    /// Every other member stays as and where it is. This event is not changed.
    /// </summary>
    internal PostLoginEvent WithTransactionMetadata(IReadOnlyList<KeyValuePair<string, ClaimValue>> writes)
    {
        if (writes.Count == 0)
            return this;
        var metadata = Patched(writes);
        var transaction = Json.Object("transaction") ?? default;
        return new(
            Written((Json, transaction, metadata), static (writer, parts) =>
                WriteReplacing(writer, parts.Json, "transaction", parts, static (writer, parts) =>
                {
                    writer.WriteStartObject();
                    WriteReplacing(writer, parts.transaction, "metadata", parts.metadata, WriteMetadata);
                    writer.WriteEndObject();
                })),
            Secrets);
    }

    private OrderedDictionary<string, ClaimValue> Patched(IReadOnlyList<KeyValuePair<string, ClaimValue>> writes)
    {
        var metadata = new OrderedDictionary<string, ClaimValue>(StringComparer.Ordinal);
        if (Transaction?.Metadata.Json is { ValueKind: JsonValueKind.Object } before)
        {
            foreach (var member in before.EnumerateObject())
                metadata[member.Name] = ClaimValue.Of(member.Value);
        }

        foreach (var (name, value) in writes)
        {
            if (value.Kind is JsonValueKind.Null or JsonValueKind.Undefined)
                metadata.Remove(name);
            else
                metadata[name] = value;
        }

        return metadata;
    }

    // Members of an object with one replaced where it stands, or added at the end where it is missing.
    private static void WriteReplacing<T>(Utf8JsonWriter writer, JsonElement json, string name, T state, Action<Utf8JsonWriter, T> write)
    {
        var replaced = false;
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in json.EnumerateObject())
            {
                if (!member.NameEquals(name))
                {
                    member.WriteTo(writer);
                    continue;
                }

                replaced = true;
                writer.WritePropertyName(name);
                write(writer, state);
            }
        }

        if (replaced)
            return;
        writer.WritePropertyName(name);
        write(writer, state);
    }

    private static void WriteMetadata(Utf8JsonWriter writer, OrderedDictionary<string, ClaimValue> metadata)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in metadata)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(value.Json.Span);
        }

        writer.WriteEndObject();
    }

    private static JsonElement Written<T>(T state, Action<Utf8JsonWriter, T> writeMembers) => JsonBody.Read(
        (state, writeMembers),
        static (writer, body) =>
        {
            writer.WriteStartObject();
            body.writeMembers(writer, body.state);
            writer.WriteEndObject();
        },
        StrictJson.ParseOwn);
}
