using System.Runtime.InteropServices;

namespace ActionsFunctions.Benchmarks.Load;

/// <summary>Calls at a steady rate, whatever became of the calls before: arrivals do not wait for answers, so that a slow one is not left out of the picture.</summary>
internal static partial class Pacer
{
    /// <summary>Calls <paramref name="arrive"/> with the timestamp at which each arrival was due, on a thread of its own.</summary>
    public static Task RunAsync(double perSecond, TimeSpan duration, Action<long> arrive)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(Run) { IsBackground = true, Priority = ThreadPriority.AboveNormal };
        thread.Start();
        return done.Task;

        void Run()
        {
            var clock = TimeProvider.System;
            var start = clock.GetTimestamp();
            var count = (long)(perSecond * duration.TotalSeconds);
            for (long i = 0; i < count; i++)
            {
                var due = start + (long)(i / perSecond * clock.TimestampFrequency);
                Wait(due - clock.GetTimestamp(), clock.TimestampFrequency);
                arrive(due);
            }

            done.SetResult();
        }
    }

    // The timers of the runtime are exact to a millisecond or two, and would show as the product's.
    private static void Wait(long ticks, long perSecond)
    {
        var nanoseconds = ticks * 1_000_000_000.0 / perSecond;
        if (nanoseconds <= 0)
            return;
        if (OperatingSystem.IsLinux())
            _ = NanoSleep(new() { Seconds = (nint)(nanoseconds / 1e9), Nanoseconds = (nint)(nanoseconds % 1e9) }, 0);
        else
            SpinWait.SpinUntil(static () => false, TimeSpan.FromTicks((long)(nanoseconds / 100)));
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int NanoSleep(in TimeSpec wanted, nint left);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
