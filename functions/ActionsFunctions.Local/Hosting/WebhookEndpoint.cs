using ActionsFunctions.Hosting;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.Local.Hosting;

/// <summary>The adapter between Kestrel's types and the product's: every method and every path below /api goes to the core.</summary>
/// <param name="app">The product.</param>
/// <param name="clock">The clock on which a request arrives.</param>
internal sealed class WebhookEndpoint(WebhookApp app, TimeProvider clock)
{
    private static readonly PathString Prefix = new("/api");

    public async Task HandleAsync(HttpContext context)
    {
        var arrived = clock.GetTimestamp();
        if (!context.Request.Path.StartsWithSegments(Prefix, StringComparison.OrdinalIgnoreCase, out var path))
        {
            await WriteAsync(context, FaultAnswers.Neutral(Fault.NotFound, Guid.NewGuid().ToString("N")));
            return;
        }

        try
        {
            var request = RequestOf(context.Request, path.Value ?? "", arrived);
            await WriteAsync(context, await app.HandleAsync(request, context.RequestAborted));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    // Bodies of unknown length are not accepted, though Kestrel could read them: the Functions host cannot, and both answer alike.
    private static WebhookRequest RequestOf(HttpRequest request, string path, long arrived)
    {
        var headers = new WebhookHeaders();
        foreach (var (name, values) in request.Headers)
        {
            foreach (var value in values)
                headers.Append(name, value ?? "");
        }

        var query = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Query)
            query[name] = values[0] ?? "";
        return new(request.Method, path, query, headers, request.Body, arrived);
    }

    private static async Task WriteAsync(HttpContext context, WebhookResponse answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            response.Headers.Append(name, value);
        if (answer.Status != StatusCodes.Status204NoContent)
            response.ContentLength = answer.Body.Length;
        if (answer.Body.IsEmpty)
            return;
        response.ContentType = WebhookResponse.Json;
        await response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }
}
