using ActionsFunctions.Local.Commands.Doctor.Subjects;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>The identifier URI names the host that Entra calls, letter by letter; otherwise errors 1003014 and 1003015.</summary>
internal sealed class EntraIdentifierUriCheck : ICheck<Installation>
{
    public string Id => "entra-identifier-uri";

    public string About => "Entra: the identifier URI names the host that is called";

    public bool Applies(Installation subject) => subject.Entra is not null;

    public async Task<IReadOnlyList<Finding>> RunAsync(Installation subject, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        if (HostOf(subject.Entra!.Audience) is { } named && subject.Settings["WEBSITE_HOSTNAME"] is { Length: > 0 } host && named != host)
            findings.Add(Finding.Warn($"{EntraAudienceCheck.Key}: names the host {named}, and this app is {host}. Right only where Entra calls it by a domain of your own."));
        var (extension, _) = await EntraExtension.FindAsync(subject, cancellationToken);
        if (extension?.TargetUrl is { } target && HostOf(extension.ResourceId) != target.Host)
            findings.Add(Finding.Fail($"The extension calls {target.Host}, but its resourceId is not api://{target.Host}/<app id> (error 1003015). Set that identifier URI on our registration and as resourceId, and in {EntraAudienceCheck.Key} where that is a URI."));
        return findings;
    }

    /// <summary>The host in <c>api://{host}/{appId}</c>; null for anything else.</summary>
    public static string? HostOf(string identifier) => identifier.Split('/') is ["api:", "", { Length: > 0 } host, _] ? host : null;
}
