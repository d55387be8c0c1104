using ActionsFunctions.Authenticating.Jwt;
using ActionsFunctions.Local.Commands.Doctor.Subjects;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>The discovery document and the keys behind it, read as a start reads them.</summary>
internal sealed class EntraMetadataCheck : ICheck<Installation>
{
    private const string Key = "IdentityProviders:Entra:MetadataAddress";

    public string Id => "entra-metadata";

    public string About => "Entra: metadata and keys of the tenant can be read";

    public bool Applies(Installation subject) => subject.Entra is not null;

    public async Task<IReadOnlyList<Finding>> RunAsync(Installation subject, CancellationToken cancellationToken)
    {
        var entra = subject.Entra!;
        using var http = OpenIdMetadata.NewClient();
        var (_, fault) = await new OpenIdMetadata(http, entra.MetadataAddress, entra.TenantId, subject.Clock).LoadAsync(cancellationToken);
        return fault switch
        {
            KeyFault.None => [],
            KeyFault.Unreachable => [Finding.Fail($"{Key}: cannot be reached. Check address, DNS, firewall and certificate; without keys every call is answered 503.")],
            KeyFault.OtherTenant => [Finding.Fail($"IdentityProviders:Entra:TenantId: {Key} is the document of another tenant. Correct either; an external tenant has its own at <tenant>.ciamlogin.com.")],
            KeyFault.Status => [Finding.Fail($"{Key}: gives no document there. Correct address and IdentityProviders:Entra:TenantId: Entra knows no such tenant.")],
            KeyFault.NoUsableKey or KeyFault.KeysAddress => [Finding.Fail($"{Key}: its document names no usable keys. Take the address that docs/providers/entra.md gives.")],
            _ => [Finding.Fail($"{Key}: is no discovery document. It ends in /v2.0/.well-known/openid-configuration.")],
        };
    }
}
