using ActionsFunctions.Local.Tenant.People;
using ActionsFunctions.Local.Tenant.Tokens;

namespace ActionsFunctions.Local.Tenant.Backend;

/// <summary>The company's own API: customer profiles for those who bring a token, and one message for everybody.</summary>
/// <param name="tokens">The tokens in force.</param>
internal sealed class BackendEndpoints(IssuedTokens tokens)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/users/by-email/{email}", (RequestDelegate)ProfileAsync);
        routes.MapGet("/api/public/message", (RequestDelegate)MessageAsync);
    }

    private Task ProfileAsync(HttpContext context)
    {
        if (tokens.Find(context.Request, Resource.Backend) is null)
        {
            // RFC 6750 section 3.1.
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            return JsonAnswer.WriteAsync(context, StatusCodes.Status401Unauthorized, JsonAnswer.Error("invalid_token"));
        }

        var email = context.GetRouteValue("email") as string;
        return StaffDirectory.People.FirstOrDefault(person => string.Equals(person.Email, email, StringComparison.OrdinalIgnoreCase))?.Profile is { } profile
            ? JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, profile, static (json, customer) =>
            {
                json.WriteStartObject();
                json.WriteString("customerId"u8, customer.CustomerId);
                json.WriteString("tier"u8, customer.Tier);
                json.WriteString("status"u8, customer.Status);
                if (customer.Reason is { } reason)
                    json.WriteString("statusReason"u8, reason);
                json.WriteEndObject();
            })
            : JsonAnswer.WriteAsync(context, StatusCodes.Status404NotFound, JsonAnswer.Error("not_found"));
    }

    private static Task MessageAsync(HttpContext context) => JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, "Hello from the public API.", static (json, text) =>
    {
        json.WriteStartObject();
        json.WriteString("message"u8, text);
        json.WriteEndObject();
    });
}
