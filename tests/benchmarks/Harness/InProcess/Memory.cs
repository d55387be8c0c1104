using System.Diagnostics;
using ActionsFunctions.Benchmarks.Report;

namespace ActionsFunctions.Benchmarks.InProcess;

/// <summary>What is kept after logins of ever new users, with answers kept for an hour, and after the window of replays.</summary>
internal static class Memory
{
    public static async Task RunAsync(Effort effort, Results results)
    {
        results.Say($"Memory after logins of {effort.Logins:N0} distinct users, answers of three actions kept for an hour (10,000 at most), heap after a full collection");
        var clock = new LaterClock();
        await using var app = new BenchApp(new() { Keeps = true }, 3_072, users: 1, clock);
        await app.WarmAsync();
        var rows = new List<object[]>();
        for (var user = 0; user < effort.Logins; user++)
        {
            if (user % (effort.Logins / 20) == 0)
                Look(user);
            await app.AnswerAsync(app.Stranger(user));
        }

        Look(effort.Logins);
        var most = rows.Max(row => (double)row[1]);
        clock.Later(TimeSpan.FromMinutes(11));
        for (var user = 0; user < 100; user++)
            await app.AnswerAsync(app.Stranger(user));
        Look(effort.Logins + 100);
        results.Say($"  heap before {rows[0][1]:F1} MB, largest {most:F1} MB, when the ids of the messages no longer count {rows[^1][1]:F1} MB; working set {rows[^1][2]:F0} MB");
        results.Raw("memory", "logins,heap_mb,working_set_mb", rows);
        results.Save("memory");

        void Look(int logins)
        {
            var heap = GC.GetTotalMemory(forceFullCollection: true) / 1_048_576.0;
            using var self = Process.GetCurrentProcess();
            rows.Add([logins, heap, self.WorkingSet64 / 1_048_576.0]);
        }
    }

    /// <summary>The system's clock, which can be put forward.</summary>
    private sealed class LaterClock : TimeProvider
    {
        private TimeSpan ahead;

        public void Later(TimeSpan time) => ahead += time;

        public override long TimestampFrequency => System.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;

        public override long GetTimestamp() => System.GetTimestamp() + (long)(ahead.TotalSeconds * System.TimestampFrequency);
    }
}
