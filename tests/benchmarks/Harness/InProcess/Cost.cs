using ActionsFunctions.Receiving;

namespace ActionsFunctions.Benchmarks.InProcess;

/// <summary>What one login costs, whatever else the machine does: processor time and allocated bytes of this process.</summary>
/// <param name="Microseconds">Processor time.</param>
/// <param name="Kilobytes">Allocated.</param>
internal readonly record struct Cost(double Microseconds, double Kilobytes)
{
    public static async Task<Cost> OfAsync(BenchApp app, int logins)
    {
        var requests = new WebhookRequest[logins];
        for (var i = 0; i < logins; i++)
            requests[i] = app.Next().Request;
        GC.Collect();
        var (time, bytes) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
        foreach (var request in requests)
            await app.AnswerAsync(request);
        return new((Environment.CpuUsage.TotalTime - time).TotalMicroseconds / logins, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / 1024.0 / logins);
    }
}
