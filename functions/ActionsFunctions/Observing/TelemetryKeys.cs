namespace ActionsFunctions.Observing;

/// <summary>The attributes of spans and metrics. OpenTelemetry's semantic conventions where they have a name; our own begin with <c>actions_functions.</c></summary>
internal static class TelemetryKeys
{
    public const string ErrorType = "error.type";
    public const string Method = "http.request.method";
    public const string Status = "http.response.status_code";
    public const string Resend = "http.request.resend_count";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";

    public const string Provider = "actions_functions.provider";
    public const string Decision = "actions_functions.decision";
    public const string Budget = "actions_functions.budget";
    public const string TimeLeft = "actions_functions.time_left";
    public const string FlowHash = "actions_functions.flow.hash";
    public const string FlowVersion = "actions_functions.flow.version";
    public const string CorrelationId = "actions_functions.correlation_id";
    public const string CallerCorrelationId = "actions_functions.caller_correlation_id";
    public const string Action = "actions_functions.action.name";
    public const string ActionType = "actions_functions.action.type";
    public const string Outcome = "actions_functions.action.outcome";
    public const string Cache = "actions_functions.cache.result";
    public const string Diagnostic = "actions_functions.diagnostic";
    public const string Upstream = "actions_functions.upstream";
    public const string Recording = "actions_functions.recording.result";
    public const string Token = "actions_functions.token.result";
}
