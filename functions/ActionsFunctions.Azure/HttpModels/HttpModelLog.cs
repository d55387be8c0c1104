using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Azure.HttpModels;

internal static partial class HttpModelLog
{
    [LoggerMessage(EventId = 9001, Level = LogLevel.Error, Message = "The request could not be handed to the app, or its answer not back; correlation id {CorrelationId}.")]
    public static partial void AdapterFailed(this ILogger log, Exception exception, string correlationId);
}
