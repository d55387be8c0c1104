using System.Globalization;

namespace ActionsFunctions.Local.Tenant.Graph;

/// <summary>A refusal in the form of Graph's error object.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Graph's error code.</param>
/// <param name="Message">For developers.</param>
internal sealed record GraphError(int Status, string Code, string Message)
{
    public static GraphError NoToken { get; } = new(401, "InvalidAuthenticationToken", "The access token is missing, expired or for another audience.");

    public static GraphError NoPermission { get; } = new(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");

    public static GraphError Throttled { get; } = new(429, "TooManyRequests", "The application sent too many requests.");

    public static GraphError NoUser { get; } = new(404, "Request_ResourceNotFound", "The user does not exist in this directory.");

    public static GraphError NotAdvanced { get; } =
        new(400, "Request_UnsupportedQuery", "This query needs the header ConsistencyLevel: eventual and the parameter $count=true.");

    public static GraphError BadRequest(string message) => new(400, "Request_BadRequest", message);

    public Task WriteAsync(HttpContext context, DateTimeOffset now) => JsonAnswer.WriteAsync(context, Status, (Error: this, now), static (json, state) =>
    {
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("code"u8, state.Error.Code);
        json.WriteString("message"u8, state.Error.Message);
        json.WriteStartObject("innerError"u8);
        json.WriteString("date"u8, state.now.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        json.WriteString("request-id"u8, Guid.NewGuid());
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
