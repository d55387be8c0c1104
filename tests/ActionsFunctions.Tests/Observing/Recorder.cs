using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using ActionsFunctions.Observing;

namespace ActionsFunctions.Tests.Observing;

/// <summary>Listens to the product's spans and metrics, of every test that runs meanwhile.</summary>
internal sealed class Recorder : IDisposable
{
    private readonly ActivityListener activities;
    private readonly MeterListener meters = new();
    private readonly ConcurrentQueue<Activity> spans = new();
    private readonly ConcurrentQueue<Measured> measured = new();

    public Recorder()
    {
        activities = new()
        {
            ShouldListenTo = static source => source.Name == Telemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(activities);
        meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == Telemetry.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured.Enqueue(new(instrument, value, tags.ToArray())));
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Enqueue(new(instrument, value, tags.ToArray())));
        meters.Start();
    }

    public IReadOnlyList<Activity> Spans => [.. spans];

    public IReadOnlyList<Measured> Measured => [.. measured];

    /// <summary>The spans of one trace, in the order in which they ended.</summary>
    public IReadOnlyList<Activity> TraceOf(string correlationId)
    {
        var login = spans.Single(span => span.OperationName == "login" && (string?)span.GetTagItem("actions_functions.correlation_id") == correlationId);
        return [.. spans.Where(span => span.TraceId == login.TraceId)];
    }

    /// <summary>Everything that left the process, as text.</summary>
    public IEnumerable<string> Texts() =>
    [
        .. spans.SelectMany(span => new[] { span.DisplayName, span.StatusDescription ?? "" }
            .Concat(span.TagObjects.Select(tag => Text(tag.Value)))
            .Concat(span.Events.Select(item => item.Name + string.Concat(item.Tags.Select(tag => Text(tag.Value)))))
            .Concat(span.Baggage.Select(item => item.Key + item.Value))),
        .. measured.SelectMany(item => item.Tags.Select(tag => Text(tag.Value))),
    ];

    public void Dispose()
    {
        activities.Dispose();
        meters.Dispose();
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}

/// <summary>One measurement.</summary>
internal sealed record Measured(Instrument Instrument, double Value, KeyValuePair<string, object?>[] Tags)
{
    public string? this[string key] => Tags.FirstOrDefault(tag => tag.Key == key).Value?.ToString();
}
