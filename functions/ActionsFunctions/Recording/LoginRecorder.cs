using System.Threading.Channels;
using ActionsFunctions.Observing;
using ActionsFunctions.Secrets;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Recording;

/// <summary>
/// Records some logins of a running app as files, redacted. After the answer, one at a time, and at most so many: whatever happens to a file, no login
/// waits for it or fails by it, and what cannot be kept in time is dropped and counted.
/// </summary>
internal sealed partial class LoginRecorder : IDisposable
{
    // A login that waits here holds what upstreams answered it.
    private const int MostWaiting = 32;
    private readonly Channel<LoginReport> waiting = Channel.CreateBounded<LoginReport>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly IRecordingSink sink;
    private readonly ISecret key;
    private readonly int percent;
    private readonly int most;
    private readonly ILogger log;
    private int begun;

    /// <param name="sink">Where files go.</param>
    /// <param name="key">The key of the pseudonyms.</param>
    /// <param name="percent">How many of 100 logins.</param>
    /// <param name="most">How many in all.</param>
    /// <param name="log">Where it is said that a recording failed.</param>
    public LoginRecorder(IRecordingSink sink, ISecret key, int percent, int most, ILogger log)
    {
        (this.sink, this.key, this.percent, this.most, this.log) = (sink, key, percent, most, log);
        begun = sink.Count;
        _ = Task.Run(WorkAsync);
    }

    /// <summary>Sees a login that came to an answer. Returns at once.</summary>
    public void Observe(LoginReport report)
    {
        if (Random.Shared.Next(100) >= percent || Volatile.Read(ref begun) >= most || Interlocked.Increment(ref begun) > most)
            return;
        if (waiting.Writer.TryWrite(report))
            return;
        // It was none of the most: another may take its place.
        Interlocked.Decrement(ref begun);
        Measures.Recording(RecordingResult.Dropped);
    }

    /// <summary>Takes no more. What waits is still tried, as long as the process lives.</summary>
    public void Dispose() => waiting.Writer.TryComplete();

    private async Task WorkAsync()
    {
        await foreach (var report in waiting.Reader.ReadAllAsync())
            Measures.Recording(await RecordAsync(report));
    }

    private async Task<RecordingResult> RecordAsync(LoginReport report)
    {
        try
        {
            var secret = (await key.ReadAsync(CancellationToken.None)).Current;
            var login = await RecordedLogin.OfAsync(report, Pseudonyms.Of(secret), CancellationToken.None);
            if (await sink.WriteAsync($"{report.CorrelationId}.login.json", RecordedLoginFile.Write(login)))
                return RecordingResult.Kept;
            RecordingRefused(log, SafeText.Id(report.CorrelationId));
        }
        catch (Exception fault)
        {
            RecordingFailed(log, SafeText.TypeOf(fault), SafeText.Id(report.CorrelationId));
        }

        return RecordingResult.Failed;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A login could not be recorded: {Exception} id={CorrelationId}")]
    private static partial void RecordingFailed(ILogger log, SafeText exception, SafeText correlationId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A login could not be recorded: the container did not take it id={CorrelationId}")]
    private static partial void RecordingRefused(ILogger log, SafeText correlationId);
}
