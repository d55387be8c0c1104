using ActionsFunctions.Setup.Tenants;
using Microsoft.Graph;
using Models = Microsoft.Graph.Models;

namespace ActionsFunctions.Setup.MicrosoftGraph;

/// <summary>Listeners: <c>/identity/authenticationEventListeners</c>. One for each application, so that connecting one never rewrites another's.</summary>
internal sealed class GraphListeners(GraphServiceClient graph) : IListeners
{
    public async Task<IReadOnlyList<Listener>> ListAsync(CancellationToken cancellationToken)
    {
        var listeners = graph.Identity.AuthenticationEventListeners;
        var found = await GraphPages.AllAsync(
            listeners.GetAsync(cancellationToken: cancellationToken),
            page => page.Value,
            page => page.OdataNextLink,
            link => listeners.WithUrl(link).GetAsync(cancellationToken: cancellationToken));
        return [.. found.OfType<Models.OnTokenIssuanceStartListener>().Select(Read)];
    }

    public Task CreateAsync(Listener listener, CancellationToken cancellationToken) =>
        GraphCall.RunAsync(graph.Identity.AuthenticationEventListeners.PostAsync(Write(listener), cancellationToken: cancellationToken));

    public Task DeleteAsync(string id, CancellationToken cancellationToken) =>
        GraphCall.RunAsync(graph.Identity.AuthenticationEventListeners[id].DeleteAsync(cancellationToken: cancellationToken));

    internal static Listener Read(Models.OnTokenIssuanceStartListener listener) => new(
        listener.Id!,
        listener.DisplayName ?? "",
        (listener.Handler as Models.OnTokenIssuanceStartCustomExtensionHandler)?.CustomExtension?.Id ?? "",
        [.. (listener.Conditions?.Applications?.IncludeApplications ?? []).Select(application => application.AppId ?? "")]);

    internal static Models.OnTokenIssuanceStartListener Write(Listener listener) => new()
    {
        OdataType = "#microsoft.graph.onTokenIssuanceStartListener",
        DisplayName = listener.DisplayName,
        Conditions = new Models.AuthenticationConditions
        {
            Applications = new Models.AuthenticationConditionsApplications
            {
                IncludeApplications = [.. listener.AppIds.Select(appId => new Models.AuthenticationConditionApplication { AppId = appId })],
            },
        },
        Handler = new Models.OnTokenIssuanceStartCustomExtensionHandler
        {
            OdataType = "#microsoft.graph.onTokenIssuanceStartCustomExtensionHandler",
            CustomExtension = new Models.OnTokenIssuanceStartCustomExtension { OdataType = "#microsoft.graph.onTokenIssuanceStartCustomExtension", Id = listener.ExtensionId },
        },
    };
}
