using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Simulators.Entra;
using ActionsFunctions.Tests.Authenticating.Jwt;
using ActionsFunctions.Tests.IdentityProviders.Entra;

namespace ActionsFunctions.Fuzz.Targets;

/// <summary>Bearer tokens: claims and headers changed before signing, text changed after it. Whatever is accepted must be ours in every claim that counts.</summary>
internal sealed class JwtTarget : ITarget
{
    private readonly MetadataServer metadata;
    private readonly TokenForge forge;
    private readonly IIdentityProvider provider;

    private JwtTarget(MetadataServer metadata, EntraSigningKey key)
    {
        this.metadata = metadata;
        var clock = new ManualTimeProvider();
        forge = new(key, clock.GetUtcNow());
        provider = EntraUnderTest.Provider(metadata.MetadataAddress, clock);
    }

    public string Name => "jwt";

    public int Share => 5;

    public static async Task<ITarget> StartAsync()
    {
        var key = EntraSigningKey.New("published");
        return new JwtTarget(await MetadataServer.StartAsync(new EntraAuthority(key)), key);
    }

    public async Task<string?> PlayAsync(Chance chance)
    {
        var header = chance.OneIn(2) ? forge.Header().ToJsonString() : Changed(forge.Header(), chance);
        var claims = chance.OneIn(4) ? forge.Claims().ToJsonString() : Changed(forge.Claims(), chance);
        var token = forge.SignText(header, claims);
        var sent = chance.OneIn(3) ? Encoding.UTF8.GetString(ByteMutation.Apply(Encoding.UTF8.GetBytes(token), chance)) : token;
        var verdict = await provider.AuthenticateAsync(chance.OneIn(30) ? chance.Text() + sent : "Bearer " + sent);
        return verdict == CallerVerdict.Accepted ? Fault(sent) : verdict == CallerVerdict.Unavailable ? "the keys are unavailable" : null;
    }

    public ValueTask DisposeAsync() => metadata.DisposeAsync();

    private static string Changed(JsonObject json, Chance chance) => new JsonMutation(chance).Apply(Encoding.UTF8.GetBytes(json.ToJsonString()), 3);

    private string? Fault(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3)
            return $"accepted with {parts.Length} parts";
        var header = JsonElement.Parse(Base64Url.DecodeFromChars(parts[0]));
        var claims = JsonElement.Parse(Base64Url.DecodeFromChars(parts[1]));
        var isOurs = header.GetProperty("alg").ValueEquals("RS256")
            && header.GetProperty("kid").ValueEquals("published")
            && claims.GetProperty("aud").ValueEquals(EntraUnderTest.Audience)
            && claims.GetProperty("tid").ValueEquals(EntraUnderTest.TenantId)
            && claims.GetProperty("iss").ValueEquals(EntraAuthority.IssuerV2(EntraUnderTest.TenantId))
            && claims.GetProperty("azp").ValueEquals(EntraAuthority.Caller)
            && claims.GetProperty("exp").GetInt64() > forge.Now - 60
            && claims.GetProperty("nbf").GetInt64() <= forge.Now + 60;
        return isOurs ? null : $"accepted: {header} {claims}";
    }
}
