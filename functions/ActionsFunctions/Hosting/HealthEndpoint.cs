using ActionsFunctions.Answering;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.Hosting;

/// <summary><c>GET /health/live</c> and <c>GET /health/ready</c>: 200 or 503. Dependencies are named by kind, never by host.</summary>
/// <param name="readiness">What is ready.</param>
public sealed class HealthEndpoint(Readiness readiness)
{
    /// <summary>Answers a probe.</summary>
    public WebhookResponse Handle(string probe, WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (probe is not ("live" or "ready"))
            return FaultAnswers.Neutral(Fault.NotFound, request.CorrelationId);
        if (request.Method is not ("GET" or "HEAD"))
            return FaultAnswers.Neutral(Fault.MethodNotAllowed, request.CorrelationId) with { Headers = [new("Allow", "GET, HEAD")] };
        return probe == "live" ? new(200, """{"status":"live"}"""u8.ToArray()) : Ready();
    }

    private WebhookResponse Ready()
    {
        var ready = readiness.IsReady;
        var body = JsonBody.Write((readiness.Dependencies, ready), static (json, state) =>
        {
            json.WriteStartObject();
            json.WriteString("status"u8, state.ready ? "ready"u8 : "starting"u8);
            json.WriteStartArray("dependencies"u8);
            foreach (var (name, status) in state.Dependencies)
            {
                json.WriteStartObject();
                json.WriteString("name"u8, name);
                json.WriteString("status"u8, status);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
        return new(ready ? 200 : 503, body);
    }
}
