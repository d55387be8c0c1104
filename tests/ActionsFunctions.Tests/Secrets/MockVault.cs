using Azure;
using Azure.Security.KeyVault.Secrets;
using Moq;

namespace ActionsFunctions.Tests.Secrets;

/// <summary>A vault behind a mocked client: one secret with versions, switchable faults, and calls that can be held back.</summary>
internal sealed class MockVault
{
    public const string Name = "signing";
    private readonly TimeProvider clock;
    private readonly List<(string Id, string Value, DateTimeOffset Created)> versions = [];
    private readonly HashSet<string> disabled = new(StringComparer.Ordinal);
    private readonly Mock<SecretClient> client = new(MockBehavior.Strict);
    private int reads;
    private int listings;

    public MockVault(TimeProvider clock)
    {
        this.clock = clock;
        client.Setup(it => it.GetSecretAsync(Name, It.IsAny<string?>(), It.IsAny<CancellationToken>()))
            .Returns<string, string?, CancellationToken>((_, version, _) => GetAsync(version));
        client.Setup(it => it.GetPropertiesOfSecretVersionsAsync(Name, It.IsAny<CancellationToken>())).Returns(List);
    }

    public SecretClient Client => client.Object;

    /// <summary>Reads of the newest version.</summary>
    public int Reads => Volatile.Read(ref reads);

    public int Listings => Volatile.Read(ref listings);

    /// <summary>Thrown by every call while set.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Thrown by listings while set.</summary>
    public Exception? ListingFault { get; set; }

    /// <summary>Calls wait for it while set.</summary>
    public TaskCompletionSource? Held { get; set; }

    public DateTimeOffset? ExpiresOn { get; set; }

    public DateTimeOffset? NotBefore { get; set; }

    public static RequestFailedException Refusal(int status, string code, string? inner = null)
    {
        var response = new Mock<Response>();
        response.SetupGet(it => it.Status).Returns(status);
        response.SetupGet(it => it.Content).Returns(BinaryData.FromString($"\"{code}\" \"{inner}\""));
        return new(response.Object, null, new RequestFailedDetailsParserFor(code));
    }

    public string Store(string value)
    {
        var id = $"v{versions.Count + 1}";
        versions.Add((id, value, clock.GetUtcNow()));
        return id;
    }

    public void Disable(string id) => disabled.Add(id);

    private async Task<Response<KeyVaultSecret>> GetAsync(string? version)
    {
        if (version is null)
            Interlocked.Increment(ref reads);
        if (Held is { } held)
            await held.Task;
        if (Fault is { } fault)
            throw fault;
        var (id, value, created) = version is null ? versions[^1] : versions.Find(it => it.Id == version);
        if (disabled.Contains(id))
            throw Refusal(403, "Forbidden", "SecretDisabled");
        var properties = Properties(id, created);
        properties.ExpiresOn = ExpiresOn;
        properties.NotBefore = NotBefore;
        return Response.FromValue(SecretModelFactory.KeyVaultSecret(properties, value), Mock.Of<Response>());
    }

    private AsyncPageable<SecretProperties> List()
    {
        Interlocked.Increment(ref listings);
        if ((ListingFault ?? Fault) is { } fault)
            throw fault;
        var all = versions.Select(it => Properties(it.Id, it.Created)).ToList();
        return AsyncPageable<SecretProperties>.FromPages([Page<SecretProperties>.FromValues(all, null, Mock.Of<Response>())]);
    }

    private SecretProperties Properties(string id, DateTimeOffset created)
    {
        var address = new Uri($"https://vault.example/secrets/{Name}/{id}");
        var properties = SecretModelFactory.SecretProperties(address, new Uri("https://vault.example"), Name, id, false, null, created, created, null);
        properties.Enabled = !disabled.Contains(id);
        return properties;
    }

    private sealed class RequestFailedDetailsParserFor(string code) : Azure.Core.RequestFailedDetailsParser
    {
        public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
        {
            (error, data) = (new(code, "refused"), null);
            return true;
        }
    }
}
