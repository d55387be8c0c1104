using System.Text.Json;
using ActionsFunctions.Local.Tenant.People;
using ActionsFunctions.Local.Tenant.Tokens;

namespace ActionsFunctions.Local.Tenant.Management;

/// <summary>The tenant's management API: the groups of a user, nested ones included, for those who bring a token for it.</summary>
/// <param name="tokens">The tokens in force.</param>
internal sealed class ManagementEndpoints(IssuedTokens tokens)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/management/users/{userId}/groups", (RequestDelegate)GroupsAsync);

    private Task GroupsAsync(HttpContext context)
    {
        if (tokens.Find(context.Request, Resource.Management) is null)
        {
            // RFC 6750 section 3.1.
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            return JsonAnswer.WriteAsync(context, StatusCodes.Status401Unauthorized, JsonAnswer.Error("invalid_token"));
        }

        return StaffDirectory.People.FirstOrDefault(person => person.UserId == context.GetRouteValue("userId") as string) is { } user
            ? JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, user, WriteGroups)
            : JsonAnswer.WriteAsync(context, StatusCodes.Status404NotFound, JsonAnswer.Error("not_found"));
    }

    private static void WriteGroups(Utf8JsonWriter json, Person user)
    {
        json.WriteStartObject();
        json.WriteStartArray("groups"u8);
        foreach (var group in user.TransitiveGroups())
            json.WriteStringValue(group.DisplayName);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
