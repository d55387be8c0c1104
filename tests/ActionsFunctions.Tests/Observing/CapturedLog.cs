using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Tests.Observing;

/// <summary>Keeps everything that is logged, at every level: lines, their values, scopes, exceptions.</summary>
internal sealed class CapturedLog : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> texts = new();

    public IReadOnlyList<string> Texts => [.. texts];

    // The framework's line of a request echoes the path that a caller made up; it is below the level that the hosts show.
    public ILogger CreateLogger(string categoryName) => categoryName == "Microsoft.AspNetCore.Hosting.Diagnostics" ? Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance : this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull
    {
        Keep(state);
        return null;
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        texts.Enqueue(formatter(state, exception) + exception);
        Keep(state);
    }

    private void Keep(object? state)
    {
        if (state is IEnumerable<KeyValuePair<string, object?>> values)
            texts.Enqueue(string.Join(' ', values.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}"))));
    }
}
