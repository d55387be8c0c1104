using System.Text;
using System.Text.Json;
using ActionsFunctions.Answering;

namespace ActionsFunctions.Local.Commands.Login;

/// <summary>The report as one JSON document: <c>{request, response: {status, headers, body}, tokens: {idToken, accessToken}, actions}</c>.</summary>
internal static class LoginJson
{
    public static void Write(PlayedLogin played, TextWriter to) => to.WriteLine(Encoding.UTF8.GetString(JsonBody.Write(played, static (json, login) =>
    {
        json.WriteStartObject();
        json.WritePropertyName("request"u8);
        WriteRequest(json, login.Exchange);
        json.WritePropertyName("response"u8);
        WriteResponse(json, login.Exchange);
        json.WriteStartObject("tokens"u8);
        WriteElement(json, "idToken", login.Verdict.Tokens?.IdToken);
        WriteElement(json, "accessToken", login.Verdict.Tokens?.AccessToken);
        json.WriteEndObject();
        json.WriteStartArray("actions"u8);
        foreach (var action in login.Actions)
            action.WriteTo(json);
        json.WriteEndArray();
        json.WriteEndObject();
    }).Span));

    public static void WriteRequest(Utf8JsonWriter json, Exchange exchange, bool asSent = false)
    {
        json.WriteStartObject();
        json.WriteString("method"u8, "POST"u8);
        json.WriteString("url"u8, exchange.Url.ToString());
        json.WriteStartObject("headers"u8);
        foreach (var header in exchange.Call.Headers)
            json.WriteString(header.Name, header.Reusable ? "***" : header.Value);
        json.WriteEndObject();
        WriteBody(json, exchange.Call.Body, asSent);
        json.WriteEndObject();
    }

    public static void WriteResponse(Utf8JsonWriter json, Exchange exchange, bool asSent = false)
    {
        if (exchange.Answer is not { } answer)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("status"u8, answer.Status);
        json.WriteStartObject("headers"u8);
        foreach (var (name, value) in exchange.Headers)
            json.WriteString(name, value);
        json.WriteEndObject();
        WriteBody(json, answer.Body, asSent);
        json.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter json, ReadOnlyMemory<byte> body, bool asSent)
    {
        // A body that went out as a text stays one: parsing it would lose its layout, and what is no JSON.
        if (asSent || (PlayedLogin.JsonOf(body) is null && !body.IsEmpty))
            json.WriteString("body"u8, Encoding.UTF8.GetString(body.Span));
        else
            WriteElement(json, "body", PlayedLogin.JsonOf(body));
    }

    public static void WriteElement(Utf8JsonWriter json, string name, JsonElement? element)
    {
        json.WritePropertyName(name);
        if (element is { } value)
            value.WriteTo(json);
        else
            json.WriteNullValue();
    }
}
