using ActionsFunctions.Local.Commands.Doctor.Subjects;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>Is the audience what Entra's token will say: the app id of our registration, or its identifier URI?</summary>
internal sealed class EntraAudienceCheck : ICheck<Installation>
{
    public const string Key = "IdentityProviders:Entra:Audience";

    public string Id => "entra-audience";

    public string About => "Entra: the audience is our registration";

    public bool Applies(Installation subject) => subject.Entra is not null;

    public async Task<IReadOnlyList<Finding>> RunAsync(Installation subject, CancellationToken cancellationToken)
    {
        var audience = subject.Entra!.Audience;
        if (AppId(audience) is not { } appId)
            return [Finding.Fail($"{Key}: is neither an app id (a GUID; version 2.0 tokens) nor an identifier URI api://<host>/<app id> (1.0). Take the app id of our registration.")];
        if (string.Equals(appId, subject.Entra.TenantId, StringComparison.OrdinalIgnoreCase))
            return [Finding.Fail($"{Key}: is the id of the tenant. Take the app id of our registration.")];
        var (extension, _) = await EntraExtension.FindAsync(subject, cancellationToken);
        return extension is not null && !string.Equals(AppId(extension.ResourceId), appId, StringComparison.OrdinalIgnoreCase)
            ? [Finding.Fail($"{Key}: Entra asks for a token for another application: resourceId of the custom authentication extension names another app id. Correct one of them.")]
            : [];
    }

    private static string? AppId(string audience) => Guid.TryParseExact(audience, "D", out _) ? audience
        : audience.StartsWith("api://", StringComparison.Ordinal) && audience.Split('/') is [.., var last] && Guid.TryParseExact(last, "D", out _) ? last
        : null;
}
