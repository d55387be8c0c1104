using System.Net.Http.Headers;
using ActionsFunctions.Local.Commands.Doctor.Subjects;
using Azure.Core;
using Azure.Identity;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>
/// May the app's identity use the storage of the Functions host? Asks for the properties of the container that holds the function keys: 403 where the role is
/// missing, 404 where only the container is. Source: Azure Storage REST API, "Get Container Properties".
/// </summary>
internal sealed class StorageRoleCheck : ICheck<Installation>
{
    private const string Scope = "https://storage.azure.com/.default";

    public string Id => "storage-role";

    public string About => "the identity may use the storage of the Functions host";

    public bool Applies(Installation subject) => HostStorage.Read(subject.Settings) is { ConnectionString: null, BlobService: not null };

    public async Task<IReadOnlyList<Finding>> RunAsync(Installation subject, CancellationToken cancellationToken)
    {
        var storage = HostStorage.Read(subject.Settings);
        // A token goes with the request: never in the clear to another machine.
        if (storage.BlobService is not { } service || (service.Scheme != Uri.UriSchemeHttps && !service.IsLoopback))
            return [Finding.Fail($"{HostStorage.Section}__blobServiceUri: must be an https address.")];
        AccessToken token;
        try
        {
            token = await subject.Identity(storage.ClientId).GetTokenAsync(new TokenRequestContext([Scope]), cancellationToken);
        }
        catch (AuthenticationFailedException)
        {
            return [Finding.Warn($"{HostStorage.Section}__credential: no managed identity on this machine, so its role cannot be looked at. Run doctor where the app runs; in Azure, assign the identity that {HostStorage.Section}__clientId names.")];
        }

        return await AskAsync(service, token.Token, cancellationToken) switch
        {
            403 => [Finding.Fail($"{HostStorage.Section}: the storage answers 403. Give the app's identity the role Storage Blob Data Owner on the account (infra/modules/role-assignments.bicep), or let its network in.")],
            401 => [Finding.Fail($"{HostStorage.Section}__clientId: the storage does not accept the identity's token. The account belongs to another tenant.")],
            0 => [Finding.Fail($"{HostStorage.Section}__accountName: the blob service cannot be reached. Correct the name, or let the app's network in.")],
            _ => [],
        };
    }

    private static async Task<int> AskAsync(Uri service, string token, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri($"{service.AbsoluteUri.TrimEnd('/')}/azure-webjobs-secrets?restype=container"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("x-ms-version", "2023-11-03");
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }
}
