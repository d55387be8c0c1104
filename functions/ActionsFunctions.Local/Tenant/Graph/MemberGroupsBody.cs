using System.Text.Json;
using ActionsFunctions.Local.Tenant.People;

namespace ActionsFunctions.Local.Tenant.Graph;

/// <summary>The two calls that take a body and answer group ids: getMemberGroups and checkMemberGroups.</summary>
internal static class MemberGroupsBody
{
    private const int MostIds = 20;
    private const string Context = "https://graph.microsoft.com/v1.0/$metadata#Collection(Edm.String)";

    public static async Task<GraphError?> GetAsync(HttpContext context, Person person)
    {
        if (await ReadAsync(context) is not { } body
            || !body.TryGetProperty("securityEnabledOnly"u8, out var only)
            || only.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            return GraphError.BadRequest("securityEnabledOnly must be true or false.");
        await WriteAsync(context, person.TransitiveGroups().Where(group => group.SecurityEnabled || !only.GetBoolean()));
        return null;
    }

    public static async Task<GraphError?> CheckAsync(HttpContext context, Person person)
    {
        if (await ReadAsync(context) is not { } body || !body.TryGetProperty("groupIds"u8, out var ids) || ids.ValueKind != JsonValueKind.Array)
            return GraphError.BadRequest("groupIds must be a list.");
        if (ids.GetArrayLength() is 0 or > MostIds)
            return GraphError.BadRequest("groupIds must hold 1 to 20 ids.");
        var asked = new HashSet<Guid>();
        foreach (var id in ids.EnumerateArray())
        {
            if (id.ValueKind != JsonValueKind.String || !id.TryGetGuid(out var guid))
                return GraphError.BadRequest("groupIds must hold object ids.");
            asked.Add(guid);
        }

        await WriteAsync(context, person.TransitiveGroups().Where(group => asked.Contains(group.Id)));
        return null;
    }

    private static async Task<JsonElement?> ReadAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        try
        {
            var body = JsonElement.Parse(buffer.ToArray());
            return body.ValueKind == JsonValueKind.Object ? body : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task WriteAsync(HttpContext context, IEnumerable<Group> groups) =>
        JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, groups, static (json, found) =>
        {
            json.WriteStartObject();
            json.WriteString("@odata.context"u8, Context);
            json.WriteStartArray("value"u8);
            foreach (var group in found)
                json.WriteStringValue(group.Id);
            json.WriteEndArray();
            json.WriteEndObject();
        });
}
