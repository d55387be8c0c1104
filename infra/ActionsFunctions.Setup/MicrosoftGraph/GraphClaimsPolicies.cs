using ActionsFunctions.Setup.Tenants;
using Microsoft.Graph;
using Models = Microsoft.Graph.Models;

namespace ActionsFunctions.Setup.MicrosoftGraph;

/// <summary>Claims mapping policies: <c>/policies/claimsMappingPolicies</c> and their assignment.</summary>
internal sealed class GraphClaimsPolicies(GraphServiceClient graph) : IClaimsPolicies
{
    public async Task<IReadOnlyList<ClaimsPolicy>> ListAsync(CancellationToken cancellationToken)
    {
        var policies = graph.Policies.ClaimsMappingPolicies;
        var found = await GraphPages.AllAsync(
            policies.GetAsync(cancellationToken: cancellationToken),
            page => page.Value,
            page => page.OdataNextLink,
            link => policies.WithUrl(link).GetAsync(cancellationToken: cancellationToken));
        return [.. found.Select(Read)];
    }

    public async Task<string> CreateAsync(ClaimsPolicy policy, CancellationToken cancellationToken)
    {
        var body = new Models.ClaimsMappingPolicy { DisplayName = policy.DisplayName, Definition = [policy.Definition], IsOrganizationDefault = false };
        return (await GraphCall.RunAsync(graph.Policies.ClaimsMappingPolicies.PostAsync(body, cancellationToken: cancellationToken)))!.Id!;
    }

    public Task UpdateAsync(string id, string definition, CancellationToken cancellationToken) =>
        GraphCall.RunAsync(graph.Policies.ClaimsMappingPolicies[id].PatchAsync(new Models.ClaimsMappingPolicy { Definition = [definition] }, cancellationToken: cancellationToken));

    public Task DeleteAsync(string id, CancellationToken cancellationToken) =>
        GraphCall.RunAsync(graph.Policies.ClaimsMappingPolicies[id].DeleteAsync(cancellationToken: cancellationToken));

    public async Task<IReadOnlyList<string>> AppliesToAsync(string id, CancellationToken cancellationToken)
    {
        var applied = graph.Policies.ClaimsMappingPolicies[id].AppliesTo;
        var found = await GraphPages.AllAsync(
            applied.GetAsync(cancellationToken: cancellationToken),
            page => page.Value,
            page => page.OdataNextLink,
            link => applied.WithUrl(link).GetAsync(cancellationToken: cancellationToken));
        return [.. found.OfType<Models.ServicePrincipal>().Select(principal => principal.AppId!)];
    }

    public async Task<IReadOnlyList<ClaimsPolicy>> AssignedAsync(string principalId, CancellationToken cancellationToken)
    {
        var assigned = graph.ServicePrincipals[principalId].ClaimsMappingPolicies;
        var found = await GraphPages.AllAsync(
            assigned.GetAsync(cancellationToken: cancellationToken),
            page => page.Value,
            page => page.OdataNextLink,
            link => assigned.WithUrl(link).GetAsync(cancellationToken: cancellationToken));
        return [.. found.Select(Read)];
    }

    public Task AssignAsync(string principalId, string id, CancellationToken cancellationToken)
    {
        var body = new Models.ReferenceCreate { OdataId = $"https://graph.microsoft.com/v1.0/policies/claimsMappingPolicies/{id}" };
        return GraphCall.RunAsync(graph.ServicePrincipals[principalId].ClaimsMappingPolicies.Ref.PostAsync(body, cancellationToken: cancellationToken));
    }

    public Task UnassignAsync(string principalId, string id, CancellationToken cancellationToken) =>
        GraphCall.RunAsync(graph.ServicePrincipals[principalId].ClaimsMappingPolicies[id].Ref.DeleteAsync(cancellationToken: cancellationToken));

    internal static ClaimsPolicy Read(Models.ClaimsMappingPolicy policy) => new(policy.Id!, policy.DisplayName ?? "", policy.Definition?.FirstOrDefault() ?? "");
}
