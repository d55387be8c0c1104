using ActionsFunctions.Observing;
using ActionsFunctions.Receiving;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Azure.HttpModels;

/// <summary>
/// The worker's ASP.NET Core integration, chosen with <c>-p:HttpModel=AspNetCore</c>: for callers that send chunked
/// bodies and cannot be changed.
/// </summary>
public sealed class AspNetCoreHttpModel(WebhookHandler handle, TimeProvider clock, ILogger<AspNetCoreHttpModel> log)
{
    /// <summary>The host forwards the invocation id in this header.</summary>
    public const string InvocationHeader = "x-ms-invocation-id";

    /// <summary>Answers one request. An exception that left here would become a 500 with an empty body, which no provider's contract has.</summary>
    public async Task<IResult> AnswerAsync(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var arrived = clock.GetTimestamp();
        // The host writes it over whatever a caller sent. Should that ever fail, still only an id reaches headers, log lines and names of files.
        var invocation = SafeText.Id(request.Headers[InvocationHeader]) is { IsEmpty: false } id ? id.ToString() : Guid.NewGuid().ToString("N");
        try
        {
            return new Answer(await handle(Read(request, arrived, invocation), request.HttpContext.RequestAborted));
        }
        catch (OperationCanceledException) when (request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return new Answer(FaultAnswers.Neutral(Fault.Unavailable, invocation));
        }
        catch (Exception exception)
        {
            log.AdapterFailed(exception, invocation);
            return new Answer(FaultAnswers.Neutral(Fault.Internal, invocation));
        }
    }

    private static WebhookRequest Read(HttpRequest request, long arrived, string invocation)
    {
        var headers = new WebhookHeaders();
        foreach (var (name, values) in request.Headers)
        {
            foreach (var value in values)
                headers.Append(name, value ?? "");
        }

        var query = request.Query.ToDictionary(pair => pair.Key, pair => pair.Value[0] ?? "", StringComparer.OrdinalIgnoreCase);
        var path = RoutePrefix.Below(request.Path.Value ?? "");
        return new(request.Method.ToUpperInvariant(), path, query, headers, request.Body, arrived)
        {
            CorrelationId = invocation,
            AcceptsChunkedBody = true,
        };
    }

    private sealed class Answer(WebhookResponse answer) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = answer.Status;
            foreach (var (name, value) in answer.Headers)
                response.Headers.Append(name, value);
            if (answer.Body.IsEmpty)
                return;
            response.ContentType = WebhookResponse.Json;
            response.ContentLength = answer.Body.Length;
            await response.Body.WriteAsync(answer.Body, httpContext.RequestAborted);
        }
    }
}
