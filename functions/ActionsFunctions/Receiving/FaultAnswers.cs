using ActionsFunctions.Answering;

namespace ActionsFunctions.Receiving;

/// <summary>The one table from a fault to HTTP, used where a provider's contract has no error form of its own.</summary>
public static class FaultAnswers
{
    /// <summary>The HTTP status of a fault.</summary>
    public static int Status(Fault fault) => fault switch
    {
        Fault.NotFound => 404,
        Fault.MethodNotAllowed => 405,
        Fault.UnsupportedMediaType => 415,
        Fault.LengthRequired => 411,
        Fault.BodyTooLarge => 413,
        Fault.Unauthorized => 401,
        Fault.InvalidRequest => 400,
        Fault.Unavailable => 503,
        _ => 500,
    };

    /// <summary>The code that the error body carries.</summary>
    public static string Code(Fault fault) => fault switch
    {
        Fault.NotFound => "not-found",
        Fault.MethodNotAllowed => "method-not-allowed",
        Fault.UnsupportedMediaType => "unsupported-media-type",
        Fault.LengthRequired => "length-required",
        Fault.BodyTooLarge => "body-too-large",
        Fault.Unauthorized => "unauthorized",
        Fault.InvalidRequest => "invalid-request",
        Fault.Unavailable => "unavailable",
        _ => "internal",
    };

    /// <summary>The neutral error body: <c>{"error":{"code","correlationId"}}</c>.</summary>
    public static WebhookResponse Neutral(Fault fault, string correlationId) => new(
        Status(fault),
        JsonBody.Write((Code: Code(fault), Id: correlationId), static (json, error) =>
        {
            json.WriteStartObject();
            json.WriteStartObject("error"u8);
            json.WriteString("code"u8, error.Code);
            json.WriteString("correlationId"u8, error.Id);
            json.WriteEndObject();
            json.WriteEndObject();
        }));
}
