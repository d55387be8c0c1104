using ActionsFunctions.Observing;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Azure.HttpModels;

internal static partial class HttpModelLog
{
    /// <summary>The type of the exception, never its text, which can hold anything.</summary>
    public static void AdapterFailed(this ILogger log, Exception exception, string correlationId) =>
        AdapterFailed(log, SafeText.TypeOf(exception), SafeText.Id(correlationId));

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed on its way to or from the app with {Exception} id={CorrelationId}")]
    private static partial void AdapterFailed(ILogger log, SafeText exception, SafeText correlationId);
}
