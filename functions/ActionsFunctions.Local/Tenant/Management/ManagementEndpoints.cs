using System.Text.Json;
using ActionsFunctions.Local.Tenant.People;
using ActionsFunctions.Local.Tenant.Tokens;

namespace ActionsFunctions.Local.Tenant.Management;

/// <summary>
/// The tenant's management API for those who bring a token for it: the groups of a user, nested ones included, and the organizations, at the address and
/// in the form of Auth0's Management API with <c>include_totals</c>.
/// </summary>
/// <param name="tokens">The tokens in force.</param>
internal sealed class ManagementEndpoints(IssuedTokens tokens)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/management/users/{userId}/groups", context => AnswerAsync(context, WriteGroups));
        routes.MapGet("/api/v2/users/{userId}/organizations", context => AnswerAsync(context, WriteOrganizations));
    }

    private Task AnswerAsync(HttpContext context, Action<Utf8JsonWriter, Person> write)
    {
        if (tokens.Find(context.Request, Resource.Management) is null)
        {
            // RFC 6750 section 3.1.
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            return JsonAnswer.WriteAsync(context, StatusCodes.Status401Unauthorized, JsonAnswer.Error("invalid_token"));
        }

        return StaffDirectory.People.FirstOrDefault(person => person.UserId == context.GetRouteValue("userId") as string) is { } user
            ? JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, user, write)
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

    private static void WriteOrganizations(Utf8JsonWriter json, Person user)
    {
        json.WriteStartObject();
        json.WriteNumber("start"u8, 0);
        json.WriteNumber("limit"u8, 100);
        json.WriteNumber("total"u8, user.Organizations.Count);
        json.WriteStartArray("organizations"u8);
        foreach (var organization in user.Organizations)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, organization.Id);
            json.WriteString("name"u8, organization.Name);
            json.WriteString("display_name"u8, organization.DisplayName);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
