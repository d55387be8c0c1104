using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Model;

namespace ActionsFunctions.Testing.Simulators;

/// <summary>The claims of a token in the making.</summary>
public sealed class TokenPayload
{
    private readonly OrderedDictionary<string, ClaimValue> claims = new(StringComparer.Ordinal);

    /// <summary>Whether the token has a claim of this name.</summary>
    public bool Has(string name) => claims.ContainsKey(name);

    /// <summary>Sets a claim, in place where it is there already.</summary>
    public TokenPayload Set(string name, ClaimValue value)
    {
        claims[name] = value;
        return this;
    }

    /// <summary>Sets a claim where there is a value.</summary>
    public TokenPayload SetIfAny(string name, JsonElement? value) =>
        value is { ValueKind: not JsonValueKind.Null and not JsonValueKind.Undefined } known ? Set(name, known) : this;

    /// <summary>Removes a claim.</summary>
    public TokenPayload Remove(string name)
    {
        claims.Remove(name);
        return this;
    }

    /// <summary>The claims as a JSON object.</summary>
    public JsonElement ToJson() => JsonElement.Parse(JsonBody.Write(claims, static (json, all) =>
    {
        json.WriteStartObject();
        foreach (var (name, value) in all)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(value.Json.Span);
        }

        json.WriteEndObject();
    }).Span);
}
