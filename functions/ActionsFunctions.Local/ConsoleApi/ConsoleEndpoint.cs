using ActionsFunctions.Local.Tenant;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Local.ConsoleApi;

/// <summary>The console at <c>/</c>: a page that shows what happens in a login, its files below <c>/console</c>, its API below <c>/console/api</c>.</summary>
/// <param name="runner">Runs the logins.</param>
/// <param name="guard">Who may use it.</param>
internal sealed class ConsoleEndpoint(ConsoleRunner runner, ConsoleGuard guard)
{
    private const string Api = "/console/api/";
    private const int MaxBodyBytes = 1024 * 1024;
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
        "run" when HttpMethods.IsPost(context.Request.Method) => RunAsync(context),
        "run" => RefuseAsync(context, WrongMethod(context, "POST")),
        _ => RefuseAsync(context, NotFound),
    };

    private async Task RunAsync(HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) is not true)
        {
            await RefuseAsync(context, new(StatusCodes.Status415UnsupportedMediaType, "not-json", "Send application/json."));
            return;
        }

        if (await ReadAsync(context.Request, context.RequestAborted) is not { } body)
        {
            await RefuseAsync(context, new(StatusCodes.Status413PayloadTooLarge, "too-large", "At most 1 MiB."));
            return;
        }

        var (status, answer) = StrictJson.TryParse(body, out var json)
            ? await runner.RunAsync(json, context.RequestAborted)
            : (StatusCodes.Status400BadRequest, JsonAnswer.Error("invalid-json"));
        await JsonAnswer.WriteAsync(context, status, answer);
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength is not (>= 0 and <= MaxBodyBytes))
            return null;
        var body = new byte[request.ContentLength.Value];
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
