using System.Threading.Channels;
using ActionsFunctions.Observing;
using ActionsFunctions.Recording;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Hosting;
using ActionsFunctions.Tests.Secrets;
using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace ActionsFunctions.Tests.Recording;

/// <summary>Where recordings go, what is told of those that cannot be kept, and the settings of both.</summary>
public sealed class RecordingSinkTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly string folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_folder_is_made_when_needed_its_files_are_the_apps_own_and_none_is_written_over()
    {
        var sink = new FolderSink(folder);
        Assert.Equal(0, sink.Count);
        Assert.True(await sink.WriteAsync("one.login.json", "first"u8.ToArray()));
        await Assert.ThrowsAnyAsync<IOException>(() => sink.WriteAsync("one.login.json", "second"u8.ToArray()));
        await File.WriteAllTextAsync(Path.Combine(folder, "one.json"), "");
        var file = Path.Combine(folder, "one.login.json");
        Assert.Equal((1, "first"), (sink.Count, await File.ReadAllTextAsync(file)));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Theory]
    [InlineData(201, true, 1)]
    [InlineData(409, true, 1)]
    [InlineData(412, true, 1)]
    [InlineData(200, false, 1)]
    [InlineData(403, false, 1)]
    [InlineData(404, false, 1)]
    [InlineData(503, false, 2)]
    public async Task A_container_has_taken_a_file_where_it_is_there_now(int status, bool taken, int requests)
    {
        await using var stub = await UpstreamStub.StartAsync(_ => new StubAnswer(status));
        var clock = new ManualTimeProvider();
        var credential = new Mock<TokenCredential>();
        credential.Setup(it => it.GetTokenAsync(It.Is<TokenRequestContext>(context => context.Scopes.Single() == "https://storage.azure.com/.default"), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new AccessToken("t1", clock.GetUtcNow().AddHours(1)));
        using var clients = NoUpstreams.Create(new() { Clock = clock, ManagedIdentity = id => id == "the-app" ? credential.Object : throw new InvalidOperationException(id) });
        var sink = new ContainerSink(clients.Container(new($"{stub.Url}/account/recordings/"), "the-app"));
        Assert.Equal((0, taken), (sink.Count, await sink.WriteAsync("a b.login.json", "{}"u8.ToArray())));
        Assert.Equal(requests, stub.Requests.Count);
        Assert.All(stub.Requests, request => Assert.Equal(
            [
                "PUT /account/recordings/a%20b.login.json {}", "Accept-Encoding: gzip, br", "Accept: application/json", "Authorization: Bearer t1", "Content-Length: 2", "Content-Type: application/json",
                $"Host: {new Uri(stub.Url).Authority}", "If-None-Match: *", "User-Agent: ActionsFunctions", "x-ms-blob-type: BlockBlob", "x-ms-version: 2021-08-06",
            ],
            [
                $"{request.Method} {request.Target} {request.Body}",
                .. request.Headers.Where(header => header.Key != "traceparent").Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal),
            ]));
    }

    [Fact]
    public async Task What_cannot_be_kept_is_told_with_the_id_of_the_login_and_the_next_is_tried()
    {
        var log = new RecordedLog();
        var sink = new ScriptedSink(call => call switch { 1 => throw new InvalidOperationException("personal"), 2 => false, _ => true });
        using var recorder = new LoginRecorder(sink, new LostOnce(), 100, 100, log);
        foreach (var id in (string[])["lost", "thrown", "refused", "kept"])
            recorder.Observe(await ReportAsync(id));
        await sink.UntilAsync(3);
        Assert.Equal(
            [
                (LogLevel.Warning, "A login could not be recorded: SecretUnavailableException id=lost"), (LogLevel.Warning, "A login could not be recorded: InvalidOperationException id=thrown"),
                (LogLevel.Warning, "A login could not be recorded: the container did not take it id=refused"),
            ],
            log.Lines);
        Assert.Equal(["thrown.login.json", "refused.login.json", "kept.login.json"], sink.Names);
    }

    [Fact]
    public async Task What_is_there_already_counts_and_what_was_dropped_does_not()
    {
        var report = await ReportAsync("id");
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sink = new ScriptedSink(_ => true) { Count = 5, Held = held.Task };
        using var recorder = new LoginRecorder(sink, new LiteralSecret("key"), 100, 45, NullLogger.Instance);
        recorder.Observe(report);
        await sink.UntilAsync(1);
        for (var i = 0; i < 32 + 20; i++)
            recorder.Observe(report);
        held.SetResult();
        await sink.UntilAsync(33);
        for (var i = 0; i < 20; i++)
            recorder.Observe(report);
        await sink.UntilAsync(40);
        Assert.Equal(40, sink.Names.Count);
    }

    [Fact]
    public async Task Of_no_percent_none_is_recorded()
    {
        var report = await ReportAsync("id");
        var sink = new ScriptedSink(_ => true);
        using var recorder = new LoginRecorder(sink, new LostOnce(), 0, 10_000, NullLogger.Instance);
        for (var i = 0; i < 3_000; i++)
            recorder.Observe(report);
        Assert.Empty(sink.Names);
    }

    [Theory]
    [InlineData("", "", false)]
    [InlineData("Folder=/f Key=k", "", true)]
    [InlineData("Folder=/f Key=k Percent=100 Most=10000", "", true)]
    [InlineData("ContainerUri=https://a.example/c Key=k Percent=1 Most=1", "", true)]
    [InlineData("Folder=/f", "Key: is required", false)]
    [InlineData("Key=k", "Folder: is required, or ContainerUri", false)]
    [InlineData("Folder=/f Key=k Percent=0", "Percent: must be a whole number from 1 to 100", false)]
    [InlineData("Folder=/f Key=k Percent=101", "Percent: must be a whole number from 1 to 100", false)]
    [InlineData("Folder=/f Key=k Most=0", "Most: must be a whole number from 1 to 10000", false)]
    [InlineData("Folder=/f Key=k Most=10001", "Most: must be a whole number from 1 to 10000", false)]
    [InlineData("Folder=/f Key=k Clear=1", "Clear: is not a setting; known here: ContainerUri, Folder, Key, Most, Percent", false)]
    [InlineData("ContainerUri=https://a.example/c Folder=/f Key=k", "ContainerUri: cannot be given beside Folder", false)]
    [InlineData("ContainerUri=http://a.example/c Folder=/f Key=k", "ContainerUri: must begin with https:// (http:// only for loopback)", false)]
    [InlineData("ContainerUri=https://a.example/ Key=k", "ContainerUri: must be the address of a container, without a query: access is by the app's identity", false)]
    [InlineData("ContainerUri=https://a.example/c?s=1 Key=k", "ContainerUri: must be the address of a container, without a query: access is by the app's identity", false)]
    public void Settings_make_a_recorder_or_one_fault_that_says_what_would_be_right(string settings, string fault, bool records)
    {
        var faults = new SettingFaults();
        using var clients = NoUpstreams.Create();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(setting => setting.Split('=', 2)).Select(setting => KeyValuePair.Create("PostLogin:Capture:" + setting[0], (string?)setting[1]))).Build();
        using var recorder = new CaptureSettings(LiteralSecrets.Instance, clients, null, NullLogger.Instance).Read(new SettingsReader(configuration, "", faults).Section("PostLogin"));
        Assert.Equal(fault.Length == 0 ? [] : ["PostLogin:Capture:" + fault], faults.All.Select(found => $"{found}"));
        Assert.Equal(records, recorder is not null);
    }

    private static async Task<LoginReport> ReportAsync(string id)
    {
        await using var app = new TestApp();
        await app.App.HandleAsync(app.Login() with { CorrelationId = id }, CancellationToken.None);
        return Assert.Single(app.Reports);
    }

    private sealed class LostOnce : ISecret
    {
        private int reads;

        public ValueTask<SecretVersions> ReadAsync(CancellationToken cancellationToken) => ++reads == 1 ? throw new SecretUnavailableException() : new(new SecretVersions("key"));
    }

    private sealed class ScriptedSink(Func<int, bool> take) : IRecordingSink
    {
        private readonly Channel<string> written = Channel.CreateUnbounded<string>();
        private int seen;

        public int Count { get; init; }

        public Task Held { get; init; } = Task.CompletedTask;

        public List<string> Names { get; } = [];

        public async Task UntilAsync(int count)
        {
            for (; seen < count; seen++)
                await written.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        }

        public async Task<bool> WriteAsync(string name, ReadOnlyMemory<byte> file)
        {
            Names.Add(name);
            written.Writer.TryWrite(name);
            await Held;
            return take(Names.Count);
        }
    }
}
