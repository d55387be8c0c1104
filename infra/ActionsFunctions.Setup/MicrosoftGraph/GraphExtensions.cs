using ActionsFunctions.Setup.Tenants;
using Microsoft.Graph;
using Models = Microsoft.Graph.Models;

namespace ActionsFunctions.Setup.MicrosoftGraph;

/// <summary>Custom authentication extensions: <c>/identity/customAuthenticationExtensions</c>.</summary>
internal sealed class GraphExtensions(GraphServiceClient graph) : IExtensions
{
    public async Task<IReadOnlyList<Extension>> ListAsync(CancellationToken cancellationToken)
    {
        var extensions = graph.Identity.CustomAuthenticationExtensions;
        var found = await GraphPages.AllAsync(
            extensions.GetAsync(cancellationToken: cancellationToken),
            page => page.Value,
            page => page.OdataNextLink,
            link => extensions.WithUrl(link).GetAsync(cancellationToken: cancellationToken));
        return [.. found.OfType<Models.OnTokenIssuanceStartCustomExtension>().Select(Read)];
    }

    public async Task<string> CreateAsync(Extension extension, CancellationToken cancellationToken) =>
        (await GraphCall.RunAsync(graph.Identity.CustomAuthenticationExtensions.PostAsync(Write(extension), cancellationToken: cancellationToken)))!.Id!;

    public Task UpdateAsync(string id, Extension extension, CancellationToken cancellationToken) =>
        GraphCall.RunAsync(graph.Identity.CustomAuthenticationExtensions[id].PatchAsync(Write(extension), cancellationToken: cancellationToken));

    public Task DeleteAsync(string id, CancellationToken cancellationToken) =>
        GraphCall.RunAsync(graph.Identity.CustomAuthenticationExtensions[id].DeleteAsync(cancellationToken: cancellationToken));

    public async Task<IReadOnlyList<string>> ValidateAsync(string id, CancellationToken cancellationToken)
    {
        var found = await GraphCall.RunAsync(graph.Identity.CustomAuthenticationExtensions[id].ValidateAuthenticationConfiguration.PostAsync(cancellationToken: cancellationToken));
        return [.. (found?.Errors ?? []).Select(error => $"{error.Code}: {error.Message}")];
    }

    internal static Extension Read(Models.OnTokenIssuanceStartCustomExtension extension) => new(extension.Id!, extension.DisplayName ?? "", extension.Description ?? "")
    {
        TargetUrl = (extension.EndpointConfiguration as Models.HttpRequestEndpoint)?.TargetUrl ?? "",
        ResourceId = (extension.AuthenticationConfiguration as Models.AzureAdTokenAuthentication)?.ResourceId ?? "",
        Claims = [.. (extension.ClaimsForTokenConfiguration ?? []).Select(claim => claim.ClaimIdInApiResponse ?? "")],
        TimeoutMilliseconds = extension.ClientConfiguration?.TimeoutInMilliseconds,
        Retries = extension.ClientConfiguration?.MaximumRetries,
    };

    internal static Models.OnTokenIssuanceStartCustomExtension Write(Extension extension) => new()
    {
        OdataType = "#microsoft.graph.onTokenIssuanceStartCustomExtension",
        DisplayName = extension.DisplayName,
        Description = extension.Description,
        EndpointConfiguration = new Models.HttpRequestEndpoint { OdataType = "#microsoft.graph.httpRequestEndpoint", TargetUrl = extension.TargetUrl },
        AuthenticationConfiguration = new Models.AzureAdTokenAuthentication { OdataType = "#microsoft.graph.azureAdTokenAuthentication", ResourceId = extension.ResourceId },
        ClientConfiguration = new Models.CustomExtensionClientConfiguration { TimeoutInMilliseconds = extension.TimeoutMilliseconds, MaximumRetries = extension.Retries },
        ClaimsForTokenConfiguration = [.. extension.Claims.Select(claim => new Models.OnTokenIssuanceStartReturnClaim { ClaimIdInApiResponse = claim })],
    };
}
