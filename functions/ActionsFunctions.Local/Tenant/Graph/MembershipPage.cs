using System.Globalization;
using System.Text.Json;
using ActionsFunctions.Local.Tenant.People;

namespace ActionsFunctions.Local.Tenant.Graph;

/// <summary>One page of transitiveMemberOf, with an absolute link to the next.</summary>
/// <param name="Query">What was asked.</param>
/// <param name="Members">All memberships.</param>
/// <param name="Typed">Whether each object says its type: without a cast, groups and roles come mixed.</param>
/// <param name="Next">The link to the next page; null on the last.</param>
internal sealed record MembershipPage(MembershipQuery Query, IReadOnlyList<Group> Members, bool Typed, string? Next)
{
    public static async Task<GraphError?> ListAsync(HttpContext context, Person person, bool groupsOnly)
    {
        if (MembershipQuery.Read(context.Request, groupsOnly, out var error) is not { } query)
            return error;
        IEnumerable<Group> members = groupsOnly ? person.TransitiveGroups() : [.. person.TransitiveGroups(), .. person.DirectoryRoles];
        if (query.SecurityEnabledOnly)
            members = members.Where(group => group.SecurityEnabled);
        var all = members.ToList();
        var end = query.Skip + query.Top;
        var next = end < all.Count ? NextLink(context.Request, end) : null;
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, new MembershipPage(query, all, !groupsOnly, next), static (json, page) => page.Write(json));
        return null;
    }

    private static string NextLink(HttpRequest request, int skip)
    {
        var kept = request.Query.Where(parameter => parameter.Key != MembershipQuery.SkipToken)
            .Append(new(MembershipQuery.SkipToken, skip.ToString(CultureInfo.InvariantCulture)));
        return $"{request.Scheme}://{request.Host}{request.Path.ToUriComponent()}{QueryString.Create(kept)}";
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("@odata.context"u8, "https://graph.microsoft.com/v1.0/$metadata#directoryObjects");
        if (Query.Count && Query.Skip == 0)
            json.WriteNumber("@odata.count"u8, Members.Count);
        if (Next is not null)
            json.WriteString("@odata.nextLink"u8, Next);
        json.WriteStartArray("value"u8);
        foreach (var group in Members.Skip(Query.Skip).Take(Query.Top))
            WriteObject(json, group);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteObject(Utf8JsonWriter json, Group group)
    {
        json.WriteStartObject();
        if (Typed)
            json.WriteString("@odata.type"u8, group.Type);
        foreach (var property in Query.Select)
        {
            if (property == "id")
                json.WriteString("id"u8, group.Id);
            else if (property == "displayName")
                json.WriteString("displayName"u8, group.DisplayName);
            else
                json.WriteBoolean("securityEnabled"u8, group.SecurityEnabled);
        }

        json.WriteEndObject();
    }
}
