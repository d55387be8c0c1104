using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Fuzz;

/// <summary>Remembers lines that no case may cause: of errors, and those that repeat what a caller sent.</summary>
internal sealed class CrashLog : ILoggerFactory, ILogger
{
    private string? found;

    /// <summary>The first such line since the last call.</summary>
    public string? Take() => Interlocked.Exchange(ref found, null);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = formatter(state, exception) + exception;
        if (logLevel >= LogLevel.Error || line.Contains(HostileText.Canary, StringComparison.Ordinal))
            Interlocked.CompareExchange(ref found, line, null);
    }
}
