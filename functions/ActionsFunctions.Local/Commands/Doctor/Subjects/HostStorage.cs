namespace ActionsFunctions.Local.Commands.Doctor.Subjects;

/// <summary>The storage of the Functions host, as its settings say. Source: Azure Functions, "Connecting to host storage with an identity".</summary>
/// <param name="ConnectionString">With a secret in it, or of the emulator.</param>
/// <param name="BlobService">The blob service, where it is reached with an identity.</param>
/// <param name="HasIdentity">True where the identity is named.</param>
/// <param name="ClientId">Client id of a user-assigned identity.</param>
internal sealed record HostStorage(string? ConnectionString, Uri? BlobService, bool HasIdentity, string? ClientId)
{
    public const string Section = "AzureWebJobsStorage";

    public static HostStorage Read(IConfiguration settings)
    {
        var section = settings.GetSection(Section);
        var address = section["blobServiceUri"] ?? (section["accountName"] is { Length: > 0 } account ? $"https://{account}.blob.core.windows.net" : null);
        return new(
            string.IsNullOrEmpty(section.Value) ? null : section.Value,
            Uri.TryCreate(address, UriKind.Absolute, out var service) ? service : null,
            string.Equals(section["credential"], "managedidentity", StringComparison.OrdinalIgnoreCase),
            section["clientId"]);
    }
}
