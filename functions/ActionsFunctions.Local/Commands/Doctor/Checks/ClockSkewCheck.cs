using System.Globalization;
using ActionsFunctions.Local.Commands.Doctor.Subjects;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>This machine's clock against the clocks of what it calls.</summary>
internal sealed class ClockSkewCheck : ICheck<Installation>
{
    // What the check of a caller's token allows (docs/providers/entra.md). The Date header counts whole seconds.
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Suspicious = TimeSpan.FromSeconds(20);

    public string Id => "clock-skew";

    public string About => "this machine's clock against those of Graph, token endpoint, metadata and backends";

    public async Task<IReadOnlyList<Finding>> RunAsync(Installation subject, CancellationToken cancellationToken) =>
    [
        .. (await subject.Origins.AllAsync(cancellationToken))
            .Where(origin => origin.Skew is not null)
            .Select(origin => Judge(origin.Setting, origin.Skew!.Value))
            .OfType<Finding>(),
    ];

    /// <summary>A finding where the clocks are too far apart.</summary>
    public static Finding? Judge(string setting, TimeSpan skew)
    {
        if (skew.Duration() < Suspicious)
            return null;
        var remedy = string.Create(
            CultureInfo.InvariantCulture, $"{setting}: its clock and ours are {skew.Duration().TotalSeconds:0} s apart (ours is {(skew > TimeSpan.Zero ? "behind" : "ahead")}). Synchronize this machine by NTP: beyond 60 s tokens, beyond 300 s signatures are refused.");
        return new(skew.Duration() > Allowed ? Health.Fail : Health.Warn, remedy);
    }
}
