using System.Text.Json;
using ActionsFunctions.Local.Tenant;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Recording;

namespace ActionsFunctions.Local.ConsoleApi;

/// <summary>The console at <c>/</c>: a page that shows what happens in a login, its files below <c>/console</c>, its API below <c>/console/api</c>.</summary>
/// <param name="runner">Runs the logins.</param>
/// <param name="replay">Replays recorded logins.</param>
/// <param name="guard">Who may use it.</param>
internal sealed class ConsoleEndpoint(ConsoleRunner runner, ConsoleReplay replay, ConsoleGuard guard)
{
    private const string Api = "/console/api/";
    private const int MaxBodyBytes = 1024 * 1024;

    // As a text within JSON a recording's own quotation marks and backslashes are escaped: a file can become twice as long.
    private const int MaxReplayBytes = (2 * RecordedLoginFile.MaxBytes) + MaxBodyBytes;
    private static readonly PathString Root = new("/console");

    /// <summary>Whether a request is for the console.</summary>
    public static bool Owns(PathString path) => path.Value is ConsoleAssets.Page || path.StartsWithSegments(Root, StringComparison.Ordinal);

    public Task HandleAsync(HttpContext context)
    {
        ConsoleHeaders.Set(context.Response.Headers);
        var path = context.Request.Path.Value ?? "";
        if (!path.StartsWith(Api, StringComparison.Ordinal))
            return guard.Of(context) is { } kept ? RefuseAsync(context, kept) : AssetAsync(context, path);
        return guard.OfApi(context) is { } refusal ? RefuseAsync(context, refusal) : ApiAsync(context, path[Api.Length..]);
    }

    private static Task AssetAsync(HttpContext context, string path)
    {
        if (ConsoleAssets.Find(path) is not { } asset)
            return RefuseAsync(context, NotFound);
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            return RefuseAsync(context, WrongMethod(context, "GET, HEAD"));
        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = asset.Body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(asset.Body, context.RequestAborted).AsTask();
    }

    private Task ApiAsync(HttpContext context, string name) => name switch
    {
        "setup" when HttpMethods.IsGet(context.Request.Method) => JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, ConsoleSetup.Write(runner)),
        "setup" => RefuseAsync(context, WrongMethod(context, "GET")),
        "run" when HttpMethods.IsPost(context.Request.Method) => AnswerAsync(context, MaxBodyBytes, runner.RunAsync),
        "replay" when HttpMethods.IsPost(context.Request.Method) => AnswerAsync(context, MaxReplayBytes, replay.RunAsync),
        "run" or "replay" => RefuseAsync(context, WrongMethod(context, "POST")),
        _ => RefuseAsync(context, NotFound),
    };

    private static async Task AnswerAsync(HttpContext context, int most, Func<JsonElement, CancellationToken, Task<(int Status, ReadOnlyMemory<byte> Body)>> run)
    {
        if (context.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) is not true)
        {
            await RefuseAsync(context, new(StatusCodes.Status415UnsupportedMediaType, "not-json", "Send application/json."));
            return;
        }

        if (await ReadAsync(context.Request, most, context.RequestAborted) is not { } body)
        {
            await RefuseAsync(context, new(StatusCodes.Status413PayloadTooLarge, "too-large", $"At most {most / MaxBodyBytes} MiB."));
            return;
        }

        var (status, answer) = StrictJson.TryParse(body, out var json)
            ? await run(json, context.RequestAborted)
            : (StatusCodes.Status400BadRequest, JsonAnswer.Error("invalid-json"));
        await JsonAnswer.WriteAsync(context, status, answer);
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength is not { } length || length < 0 || length > most)
            return null;
        var body = new byte[length];
        await request.Body.ReadExactlyAsync(body, cancellationToken);
        return body;
    }

    private static ConsoleRefusal NotFound { get; } = new(StatusCodes.Status404NotFound, "not-found", "There is nothing here.");

    private static ConsoleRefusal WrongMethod(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        return new(StatusCodes.Status405MethodNotAllowed, "wrong-method", $"Use {allowed}.");
    }

    private static Task RefuseAsync(HttpContext context, ConsoleRefusal refusal) =>
        JsonAnswer.WriteAsync(context, refusal.Status, JsonAnswer.Error(refusal.Code, refusal.Description));
}
