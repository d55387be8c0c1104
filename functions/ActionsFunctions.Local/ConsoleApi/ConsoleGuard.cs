using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ActionsFunctions.Local.ConsoleApi;

/// <summary>
/// Who may use the console. It runs logins of a flow that the request brings along, which may name any address: no other site in the
/// developer's browser may reach it, and no other machine without the key.
/// </summary>
/// <param name="functionKey"><c>Local:FunctionKey</c>; null or empty where none is set.</param>
internal sealed class ConsoleGuard(string? functionKey)
{
    /// <summary>A page of another origin cannot send this header without a preflight, and none is ever answered.</summary>
    public const string Header = "x-console";

    public const string KeyHeader = "x-functions-key";

    private readonly byte[] key = Encoding.UTF8.GetBytes(functionKey ?? "");

    /// <summary>Whether the API demands the key.</summary>
    public bool NeedsKey => key.Length > 0;

    /// <summary>Why this request gets nothing at all; null where it may have the page.</summary>
    public ConsoleRefusal? Of(HttpContext context)
    {
        // DNS rebinding: a name of the attacker's that now resolves to this machine makes his page "same origin"; its Host header gives it away.
        if (!IsAddress(context.Request.Host.Host))
            return new(StatusCodes.Status421MisdirectedRequest, "host-refused", "Open the console by an IP address or as localhost.");
        return NeedsKey || context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
            ? null
            : new(StatusCodes.Status403Forbidden, "not-loopback", "Set Local:FunctionKey to use the console from another machine.");
    }

    /// <summary>Why this request gets nothing of the API; null where it may go on.</summary>
    public ConsoleRefusal? OfApi(HttpContext context)
    {
        var request = context.Request;
        if (Of(context) is { } refusal)
            return refusal;
        if (!request.Headers.ContainsKey(Header) || !IsSameOrigin(request))
            return new(StatusCodes.Status403Forbidden, "cross-site", $"Only the console's own page may call this, with the header {Header}.");
        return !NeedsKey || CryptographicOperations.FixedTimeEquals(key, Encoding.UTF8.GetBytes(request.Headers[KeyHeader].ToString()))
            ? null
            : new(StatusCodes.Status401Unauthorized, "key-needed", $"Local:FunctionKey is set: send it as {KeyHeader}.");
    }

    private static bool IsAddress(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out _);

    // Fetch Metadata where the browser sends it, and Origin, which every browser sends with a POST.
    private static bool IsSameOrigin(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin"))
            return false;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>Why the console does not answer.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">For programs.</param>
/// <param name="Description">For people.</param>
internal sealed record ConsoleRefusal(int Status, string Code, string Description);
