using System.Globalization;
using System.Net;
using ActionsFunctions.Receiving;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Azure.HttpModels;

/// <summary>
/// The worker's built-in HTTP model, the default. The host forwards a body only with a Content-Length: a chunked
/// request arrives empty, which is why the core answers 411 here.
/// </summary>
public sealed class BuiltInHttpModel(WebhookHandler handle, TimeProvider clock, ILogger<BuiltInHttpModel> log)
{
    /// <summary>Answers one request. An exception that left here would become a 500 with an empty body, which no provider's contract has.</summary>
    public async Task<HttpResponseData> AnswerAsync(HttpRequestData request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var arrived = clock.GetTimestamp();
        var context = request.FunctionContext;
        WebhookResponse answer;
        try
        {
            answer = await handle(Read(request, arrived), context.CancellationToken);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            answer = FaultAnswers.Neutral(Fault.Unavailable, context.InvocationId);
        }
        catch (Exception exception)
        {
            log.AdapterFailed(exception, context.InvocationId);
            answer = FaultAnswers.Neutral(Fault.Internal, context.InvocationId);
        }

        return await WriteAsync(answer, request.CreateResponse());
    }

    private static WebhookRequest Read(HttpRequestData request, long arrived)
    {
        // NonValidated: the parsed view would rewrite credentials ("Basic  x", media type parameters) while reading them.
        var headers = new WebhookHeaders();
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            foreach (var value in values)
                headers.Append(name, value);
        }

        var path = RoutePrefix.Below(RoutePrefix.Decode(request.Url.AbsolutePath));
        return new(request.Method.ToUpperInvariant(), path, Query(request), headers, request.Body, arrived)
        {
            CorrelationId = request.FunctionContext.InvocationId,
        };
    }

    private static Dictionary<string, string> Query(HttpRequestData request)
    {
        var query = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in request.Query.AllKeys)
        {
            if (name is not null && request.Query.GetValues(name) is [var first, ..])
                query[name] = first;
        }

        return query;
    }

    private static async Task<HttpResponseData> WriteAsync(WebhookResponse answer, HttpResponseData response)
    {
        response.StatusCode = (HttpStatusCode)answer.Status;
        foreach (var (name, value) in answer.Headers)
            response.Headers.TryAddWithoutValidation(name, value);
        if (answer.Body.IsEmpty)
            return response;
        response.Headers.TryAddWithoutValidation("Content-Type", WebhookResponse.Json);
        // Else the host answers chunked, which not every caller of a webhook can read.
        response.Headers.TryAddWithoutValidation("Content-Length", answer.Body.Length.ToString(CultureInfo.InvariantCulture));
        // Without the caller's cancellation: the stream is memory, and a half-written answer helps nobody.
        await response.Body.WriteAsync(answer.Body, CancellationToken.None);
        return response;
    }
}
