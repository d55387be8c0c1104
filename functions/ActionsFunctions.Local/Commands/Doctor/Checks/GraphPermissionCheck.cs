using System.Buffers.Text;
using System.Text.Json;
using ActionsFunctions.Local.Commands.Doctor.Subjects;
using ActionsFunctions.Local.Commands.Login;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>May the app read group memberships? By the roles of its token, and by a call for somebody who does not exist.</summary>
internal sealed class GraphPermissionCheck : ICheck<Installation>
{
    private const string Least = "GroupMember.Read.All";

    // Source: Microsoft Graph reference, "directoryObject: getMemberGroups" and "List transitiveMemberOf", application permissions.
    private static readonly string[] Enough = [Least, "GroupMember.ReadWrite.All", "Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];

    public string Id => "graph-permission";

    public string About => $"Graph: the app may read memberships ({Least})";

    public bool Applies(Installation subject) => subject.Tokens.NeedsGraph;

    public async Task<IReadOnlyList<Finding>> RunAsync(Installation subject, CancellationToken cancellationToken)
    {
        if (await subject.Graph.TokenAsync(cancellationToken) is not { } token)
            return [Finding.Warn("Not looked at: there is no token for Graph (see token-endpoint).")];
        if (Roles(token) is { } roles && !roles.Intersect(Enough, StringComparer.Ordinal).Any())
            return [NotGranted("its token lacks the role")];
        var answer = await subject.Graph.PostAsync($"users/{Guid.NewGuid()}/getMemberGroups", """{"securityEnabledOnly":false}""", cancellationToken);
        return answer.Status switch
        {
            // 404: allowed to ask, and nobody of that id is there.
            404 or (>= 200 and < 300) => [],
            403 => [NotGranted("Graph answers 403")],
            401 => [Finding.Fail("Graph:BaseUrl: Graph does not accept the token (401). Graph:TenantId or Graph:TokenEndpoint belongs to another cloud or audience.")],
            429 => [Finding.Warn("Graph throttles (429): logins go without groups meanwhile. Raise FreshFor of the action graph-groups.")],
            0 => [Finding.Fail("Graph:BaseUrl: cannot be reached. Check address, DNS, firewall and certificate.")],
            var status => [Finding.Fail($"Graph:BaseUrl: answers {status} to a question about memberships. Correct the address; it ends in /v1.0.")],
        };
    }

    private static Finding NotGranted(string why) => Finding.Fail(
        $"Graph:ClientId: the application may not read memberships: {why}. Grant it the application permission {Least} with admin consent (docs/deploy.md, step 5). A token in use keeps its roles for up to a day.");

    // Tokens are their API's business; Entra's are JWTs, and an app token shows its roles. One that cannot be read says nothing.
    private static List<string>? Roles(string token)
    {
        if (token.Split('.') is not [_, var payload, _] || !Base64Url.IsValid(payload))
            return null;
        if (PlayedLogin.JsonOf(Base64Url.DecodeFromChars(payload)) is not { ValueKind: JsonValueKind.Object } claims)
            return null;
        return [.. EntraExtension.Listed(claims, "roles").Select(role => role.ToString())];
    }
}
