using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Azure.HttpModels;

internal static partial class HttpModelLog
{
    /// <summary>The type of the exception, never its text, which can hold anything.</summary>
    public static void AdapterFailed(this ILogger log, Exception exception, string correlationId) =>
        AdapterFailed(log, exception.GetType().Name, correlationId);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed on its way to or from the app with {Exception} id={CorrelationId}")]
    private static partial void AdapterFailed(ILogger log, string exception, string correlationId);
}
