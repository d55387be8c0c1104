using ActionsFunctions.IdentityProviders;
using ActionsFunctions.IdentityProviders.Entra;
using ActionsFunctions.Local.Hosting;
using ActionsFunctions.Local.Tenant;
using ActionsFunctions.Planning;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Upstreams;
using Azure.Core;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Local.Commands.Doctor.Subjects;

/// <summary>An installation seen from inside: its configuration, and what several checks find out with it, once.</summary>
internal sealed class Installation : IDisposable
{
    private readonly UpstreamTransport transport;

    /// <param name="settings">The configuration, as a start reads it.</param>
    /// <param name="folder">Where host.json is looked for.</param>
    /// <param name="tenant">The local tenant that it is a client of, or null.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="identity">Makes the credential of the app's managed identity; null for the real one.</param>
    public Installation(IConfiguration settings, string folder, LocalTenant? tenant, TimeProvider clock, Func<string?, TokenCredential>? identity = null)
    {
        Settings = settings;
        Folder = folder;
        Tenant = tenant;
        Clock = clock;
        Identity = identity ?? new UpstreamOptions().ManagedIdentity;
        Vault = tenant?.Vault.IsAt(settings["KeyVault:VaultUri"]) is true ? tenant.Vault.CreateClient : null;
        transport = new(new() { Clock = clock });
        Secrets = new(Root(), Vault, clock, NullLogger.Instance);
        References = new(this);
        Tokens = new(this, transport);
        Graph = new(this);
        Origins = new(this);
    }

    public IConfiguration Settings { get; }

    public string Folder { get; }

    public LocalTenant? Tenant { get; }

    public TimeProvider Clock { get; }

    public Func<string?, TokenCredential> Identity { get; }

    /// <summary>Makes the vault client; null for one with the managed identity.</summary>
    public Func<Uri, SecretClient>? Vault { get; }

    public KeyVaultSecretSource Secrets { get; }

    /// <summary>The references into the vault.</summary>
    public VaultReferences References { get; }

    /// <summary>The access tokens that it asks for.</summary>
    public UpstreamTokens Tokens { get; }

    /// <summary>What Graph tells it.</summary>
    public GraphReader Graph { get; }

    /// <summary>The hosts that it calls.</summary>
    public Origins Origins { get; }

    /// <summary>The Functions app, not the local server: then nothing of the local tenant is behind it.</summary>
    public bool IsFunctionsApp => Tenant is null;

    /// <summary>The settings of Entra; null where it is not configured, stands on development credentials or is wrong (which the check of settings says).</summary>
    public EntraSettings? Entra
    {
        get
        {
            var faults = new SettingFaults();
            var section = Root(faults).Section("IdentityProviders").Section("Entra");
            if (!section.Exists || IsUntouched("entra"))
                return null;
            var read = EntraSettings.Read(section);
            return faults.All.Count == 0 ? read : null;
        }
    }

    /// <summary>The rows of the providers that are configured.</summary>
    public IEnumerable<ProviderType> Providers =>
        ProviderTypes.All.Where(type => Settings.GetSection($"IdentityProviders:{type.Section}").GetChildren().Any());

    /// <summary>The entries of the flow.</summary>
    public IEnumerable<IConfigurationSection> Actions => Settings.GetSection("PostLogin:Actions").GetChildren();

    /// <summary>The claim names written in the flow.</summary>
    public IReadOnlyList<StaticClaim> Claims
    {
        get
        {
            var root = Root();
            using var upstreams = UpstreamClients.Create(root, Secrets, new() { Clock = Clock });
            var flow = new FlowReader(ActionsFunctions.Generated.ActionTypes.All, Secrets, upstreams, new(upstreams));
            flow.Read(root.Section("PostLogin"));
            return flow.Claims;
        }
    }

    /// <summary>True where nobody has configured anything of this provider: it stands on what the local server ships.</summary>
    public bool IsUntouched(string route) => Tenant is not null && LocalSettings.UntouchedProviders(Settings, Tenant.Address).Contains(route, StringComparer.Ordinal);

    /// <summary>The type of an entry of the flow.</summary>
    public static string TypeOf(IConfigurationSection entry) => entry["Type"] is { Length: > 0 } type ? type : entry["Name"] ?? "";

    /// <summary>A reader of the whole configuration.</summary>
    /// <param name="faults">Where mistakes go; null where the check of settings tells them anyway.</param>
    public SettingsReader Root(SettingFaults? faults = null) => new(Settings, "", faults ?? new());

    /// <inheritdoc />
    public void Dispose()
    {
        Secrets.Dispose();
        Origins.Dispose();
        Graph.Dispose();
        transport.Dispose();
    }
}
