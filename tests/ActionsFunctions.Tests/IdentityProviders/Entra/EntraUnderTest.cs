using ActionsFunctions.IdentityProviders;
using ActionsFunctions.IdentityProviders.Entra;
using ActionsFunctions.Receiving;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Tests.IdentityProviders.Entra;

/// <summary>The provider as composition makes it, with settings for a tenant of the tests.</summary>
internal static class EntraUnderTest
{
    public const string TenantId = "7e4a0000-0000-4000-8000-000000000001";
    public const string Audience = "a9d10000-0000-4000-8000-000000000002";

    public static IIdentityProvider Provider(Uri metadataAddress, TimeProvider clock, params (string Key, string? Value)[] settings)
    {
        var faults = new SettingFaults();
        var provider = Create(clock, faults, [("TenantId", TenantId), ("Audience", Audience), ("MetadataAddress", metadataAddress.AbsoluteUri), .. settings]);
        faults.ThrowIfAny();
        return provider;
    }

    public static IIdentityProvider Create(TimeProvider clock, SettingFaults faults, params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("IdentityProviders:Entra:" + setting.Key, setting.Value)))
            .Build();
        var reader = new SettingsReader(configuration.GetSection("IdentityProviders:Entra"), "IdentityProviders:Entra", faults);
        var type = ProviderTypes.All.Single(type => type.Route == "entra");
        return type.Create(new(reader, new NoSecrets(), type.Budget, clock, NullLogger.Instance) { Replays = new(clock) });
    }

    public static ValueTask<CallerVerdict> AuthenticateAsync(this IIdentityProvider provider, string? authorization)
    {
        var request = Request();
        if (authorization is not null)
            request.Headers.Append("authorization", authorization);
        return provider.AuthenticateAsync(request, ReadOnlyMemory<byte>.Empty, CancellationToken.None);
    }

    public static WebhookRequest Request() =>
        new("POST", "/post-login/entra", new Dictionary<string, string>(StringComparer.Ordinal), [], Stream.Null, 0);

    private sealed class NoSecrets : ISecretSource
    {
        public ISecret? Find(string text, out string? fault) => throw new InvalidOperationException("Entra has no secret settings.");
    }
}
