using System.Threading.Channels;

namespace ActionsFunctions.Benchmarks.Load;

/// <summary>What a load came to. Every answer was compared, byte by byte.</summary>
/// <param name="PerSecond">Right answers per second.</param>
/// <param name="Times">Times of the right answers in ms; in the open loop from the moment at which the call was due.</param>
/// <param name="Right">Right answers.</param>
/// <param name="Wrong">All others.</param>
internal sealed record LoadResult(double PerSecond, Times Times, int Right, int Wrong);

/// <summary>Logins over HTTP.</summary>
internal sealed class HttpLoad(Uri server, IReadOnlyList<byte[]> bodies, ExpectedAnswer expected)
{
    /// <summary>Each connection sends its next call as soon as the answer before is in.</summary>
    public async Task<LoadResult> ClosedAsync(int connections, TimeSpan duration)
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        var workers = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            var (times, wrong, message) = (new List<double>(), 0, new LoginMessage(bodies));
            using var connection = await Connection.OpenAsync(server);
            while (clock.GetElapsedTime(start) < duration)
            {
                var call = message.Next();
                var sent = clock.GetTimestamp();
                if (await IsRightAsync(connection, call))
                    times.Add(clock.GetElapsedTime(sent).TotalMilliseconds);
                else
                    wrong++;
            }

            return (times, wrong);
        })));
        return Sum(workers, clock.GetElapsedTime(start));
    }

    /// <summary>Calls arrive at a steady rate; one that finds no free connection waits, and its time counts from when it was due.</summary>
    public async Task<LoadResult> OpenAsync(double perSecond, int connections, TimeSpan duration)
    {
        var clock = TimeProvider.System;
        var due = Channel.CreateUnbounded<long>(new() { SingleWriter = true });
        var workers = Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            var (times, wrong, message) = (new List<double>(), 0, new LoginMessage(bodies));
            using var connection = await Connection.OpenAsync(server);
            await foreach (var moment in due.Reader.ReadAllAsync())
            {
                if (await IsRightAsync(connection, message.Next()))
                    times.Add(clock.GetElapsedTime(moment).TotalMilliseconds);
                else
                    wrong++;
            }

            return (times, wrong);
        })).ToList();
        await Pacer.RunAsync(perSecond, duration, moment => due.Writer.TryWrite(moment));
        due.Writer.Complete();
        return Sum(await Task.WhenAll(workers), duration);
    }

    private async ValueTask<bool> IsRightAsync(Connection connection, ReadOnlyMemory<byte> call)
    {
        var (status, body) = await connection.SendAsync(call);
        return status == 200 && expected.Is(body.Span);
    }

    private static LoadResult Sum((List<double> Times, int Wrong)[] workers, TimeSpan took)
    {
        var times = workers.SelectMany(worker => worker.Times).ToList();
        return new(times.Count / took.TotalSeconds, new(times.DefaultIfEmpty(double.NaN)), times.Count, workers.Sum(worker => worker.Wrong));
    }
}
