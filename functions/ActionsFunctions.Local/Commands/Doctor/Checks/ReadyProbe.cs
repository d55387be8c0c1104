using ActionsFunctions.Local.Commands.Doctor.Subjects;
using ActionsFunctions.Model;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>Is the app ready, and what does it say of its dependencies?</summary>
internal sealed class ReadyProbe : ICheck<Deployment>
{
    public string Id => "ready";

    public string About => "the app is ready, and so are its dependencies (/api/health/ready)";

    public async Task<IReadOnlyList<Finding>> RunAsync(Deployment subject, CancellationToken cancellationToken)
    {
        var answer = await subject.GetAsync("health/ready", withKey: false, cancellationToken);
        var findings = new List<Finding>();
        if (answer.Status != 200)
            findings.Add(Finding.Fail("The app is not ready: it has no credentials of its callers yet (KeyVault:VaultUri, IdentityProviders:Entra:MetadataAddress), or is still warming up. Repeat in ten seconds, then look into its log."));
        if (answer.Json is { } json)
        {
            findings.AddRange(EntraExtension.Listed(json, "dependencies")
                .Where(dependency => dependency.Text("status") == "unavailable")
                .Select(dependency => Finding.Warn(Remedy(dependency.Text("name") ?? ""))));
        }

        return findings;
    }

    private static string Remedy(string dependency) => dependency switch
    {
        "keyvault" => "keyvault was unavailable at start: KeyVault:VaultUri, the identity's role Key Vault Secrets User, the network.",
        "graph" => "graph was unavailable at start: Graph:Credential and what goes with it, the network.",
        _ => $"{dependency} was unavailable at start: Settings:Url and Settings:Auth of that action of the flow, the network.",
    };
}
