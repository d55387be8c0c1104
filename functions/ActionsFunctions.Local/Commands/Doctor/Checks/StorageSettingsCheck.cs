using ActionsFunctions.Local.Commands.Doctor.Subjects;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>How the Functions host reaches its storage, which holds the function keys.</summary>
internal sealed class StorageSettingsCheck : ICheck<Installation>
{
    public string Id => "storage-settings";

    public string About => "AzureWebJobsStorage is complete";

    public bool Applies(Installation subject) => subject.IsFunctionsApp;

    public Task<IReadOnlyList<Finding>> RunAsync(Installation subject, CancellationToken cancellationToken)
    {
        var storage = HostStorage.Read(subject.Settings);
        Finding? finding = null;
        if (storage is { ConnectionString: null, BlobService: null })
            finding = Finding.Warn($"{HostStorage.Section}__accountName: is not set. In Azure the host keeps the function keys there; set it with {HostStorage.Section}__credential=managedidentity.");
        else if (storage is { ConnectionString: not null, BlobService: not null })
            finding = Finding.Fail($"{HostStorage.Section}: is set beside {HostStorage.Section}__accountName or __blobServiceUri. Keep one: the connection string wins, and it is a secret.");
        else if (storage.BlobService is not null && !storage.HasIdentity)
            finding = Finding.Fail($"{HostStorage.Section}__credential: must be managedidentity, with {HostStorage.Section}__clientId where the identity is user-assigned.");
        else if (storage.ConnectionString?.Contains("AccountKey=", StringComparison.OrdinalIgnoreCase) is true)
            finding = Finding.Warn($"{HostStorage.Section}: holds an account key. Set {HostStorage.Section}__accountName and __credential=managedidentity instead.");
        return Task.FromResult<IReadOnlyList<Finding>>(finding is null ? [] : [finding]);
    }
}
