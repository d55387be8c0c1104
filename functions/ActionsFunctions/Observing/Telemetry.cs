using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ActionsFunctions.Observing;

/// <summary>Where traces and metrics come from. Without a listener nothing is made.</summary>
public static class Telemetry
{
    /// <summary>Name of the <see cref="ActivitySource"/> and of the <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string Name = "ActionsFunctions";

    internal static ActivitySource Source { get; } = new(Name, Version);

    internal static Meter Meter { get; } = new(Name, Version);

    private static string? Version => typeof(Telemetry).Assembly.GetName().Version?.ToString(3);
}
