using System.Text;
using System.Text.Json;
using ActionsFunctions.Local.Commands.Doctor.Subjects;
using ActionsFunctions.Local.Commands.Login;
using ActionsFunctions.Model;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>
/// Entra reads only the claims that the extension lists, and puts only those into a token that a claims mapping policy names. Source: docs/providers/entra.md,
/// steps 4 and 6.
/// </summary>
internal sealed class ClaimMappingCheck : ICheck<Installation>
{
    private const string Policies = "policies/claimsMappingPolicies";

    public string Id => "claim-mapping";

    public string About => "Entra: claims listed in the extension and mapped by a policy";

    public bool Applies(Installation subject) => subject.Entra is not null;

    public async Task<IReadOnlyList<Finding>> RunAsync(Installation subject, CancellationToken cancellationToken)
    {
        var claims = subject.Claims.Select(claim => claim.Name).Distinct(StringComparer.Ordinal).ToList();
        var byHand = $"claimsForTokenConfiguration of the extension and the claims mapping policy must name: {string.Join(", ", claims)}";
        var (extension, status) = await EntraExtension.FindAsync(subject, cancellationToken);
        if (extension is null)
        {
            return status == 200
                ? [Finding.Fail("Entra has no custom authentication extension whose target URL ends in /api/post-login/entra: create it (docs/providers/entra.md, step 4).")]
                : [Finding.Warn($"Graph does not show the extension to this credential. Grant it CustomAuthenticationExtension.Read.All and Policy.Read.All, or look yourself: {byHand}.")];
        }

        var findings = Missing(claims, extension.Claims, "claimsForTokenConfiguration of the custom authentication extension", "4", Health.Fail).ToList();
        var policies = await subject.Graph.GetAsync(Policies, cancellationToken);
        if (policies is not { Status: 200, Json: { } json })
            findings.Add(Finding.Warn($"Graph does not show the claims mapping policies to this credential. Grant it Policy.Read.All, or look yourself: {byHand}."));
        else
            // The portal's own claims editor does not write a policy that Graph lists.
            findings.AddRange(Missing(claims, [.. EntraExtension.Listed(json, "value").SelectMany(Mapped)], "any claims mapping policy", "6", Health.Warn));
        return findings;
    }

    private static IEnumerable<Finding> Missing(IReadOnlyList<string> claims, IReadOnlyList<string> known, string where, string step, Health health) =>
        claims.Except(known, StringComparer.Ordinal).Select(claim => new Finding(health, $"{claim} is not in {where}, so no token gets it. Add it, in the same case (docs/providers/entra.md, step {step})."));

    // The definition is a list with one text, which holds the policy as JSON.
    private static IEnumerable<string> Mapped(JsonElement policy)
    {
        var text = EntraExtension.Listed(policy, "definition").FirstOrDefault();
        if (text.ValueKind != JsonValueKind.String || PlayedLogin.JsonOf(Encoding.UTF8.GetBytes(text.GetString()!)) is not { } definition)
            return [];
        return definition.Member("ClaimsMappingPolicy") is { } schema
            ? EntraExtension.Listed(schema, "ClaimsSchema").Where(row => row.Text("Source") == "CustomClaimsProvider").Select(row => row.Text("ID") ?? "")
            : [];
    }
}
