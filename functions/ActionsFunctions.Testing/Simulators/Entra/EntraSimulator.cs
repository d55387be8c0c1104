using System.Text.Json;

namespace ActionsFunctions.Testing.Simulators.Entra;

/// <summary>
/// Entra at the issuance of a token: calls the custom claims provider with an app token of its own, and puts the claims of the answer into
/// both tokens. Source: Microsoft Learn, "Custom claims provider reference", "Custom authentication extensions overview" and "Troubleshoot".
/// </summary>
public sealed class EntraSimulator : IProviderSimulator
{
    private const string Section = "IdentityProviders:Entra:";
    private const string TenantId = "10ca1000-0000-4000-8000-0000000e47a0";
    private const string Audience = "10ca1000-0000-4000-8000-0000000a9d10";
    private static readonly Lazy<EntraAuthority> Authority = new(() => new(EntraDevelopmentKey.Make()));

    /// <inheritdoc />
    public string Route => "entra";

    /// <summary>2 s: the longest time that can be configured, and what docs/providers/entra.md tells to configure.</summary>
    public TimeSpan Deadline { get; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string?> DevelopmentSettings(Uri tenant) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [Section + "TenantId"] = TenantId,
        [Section + "Audience"] = Audience,
        [Section + "MetadataAddress"] = new Uri(tenant, EntraAuthority.MetadataPath).AbsoluteUri,
    };

    /// <inheritdoc />
    public IReadOnlyList<PublishedDocument> Publishes(Uri tenant) =>
    [
        new(EntraAuthority.MetadataPath, EntraAuthority.Metadata(tenant)),
        new(EntraAuthority.KeysPath, Authority.Value.Keys()),
    ];

    /// <inheritdoc />
    public ReadOnlyMemory<byte> Translate(JsonElement auth0Event, SimulatorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return EntraCall.Body(auth0Event, context.Credential(Section + "TenantId"));
    }

    /// <inheritdoc />
    public SimulatedCall Call(ReadOnlyMemory<byte> body, SimulatorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var now = context.Clock.GetUtcNow();
        var token = Authority.Value.Issue(context.Credential(Section + "TenantId"), context.Credential(Section + "Audience"), now);
        return new(Route, [new("Content-Type", "application/json"), new("Authorization", $"Bearer {token}", Reusable: true)], body, now);
    }

    /// <inheritdoc />
    public SimulatedVerdict Judge(SimulatedCall call, SimulatedAnswer? answer)
    {
        ArgumentNullException.ThrowIfNull(call);
        return EntraJudge.Of(call, answer);
    }
}
