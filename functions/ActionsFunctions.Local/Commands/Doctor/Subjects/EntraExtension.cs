using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Local.Commands.Doctor.Subjects;

/// <summary>
/// The custom authentication extension that calls us, as Entra has it. Source: Microsoft Graph reference, "customAuthenticationExtension"
/// and "customExtensionClientConfiguration".
/// </summary>
/// <param name="TargetUrl">The address that Entra calls.</param>
/// <param name="ResourceId">The identifier URI of our registration: <c>api://{host}/{appId}</c>.</param>
/// <param name="Timeout">How long Entra waits; null where nobody has set it.</param>
/// <param name="Claims">The names that it reads from an answer.</param>
internal sealed record EntraExtension(Uri? TargetUrl, string ResourceId, TimeSpan? Timeout, IReadOnlyList<string> Claims)
{
    public const string Path = "identity/customAuthenticationExtensions";

    private const string Route = "/post-login/entra";

    /// <summary>The extension whose target is our route; null where there is none, or Graph does not let us see.</summary>
    public static async Task<(EntraExtension? Extension, int Status)> FindAsync(Installation installation, CancellationToken cancellationToken)
    {
        var answer = await installation.Graph.GetAsync(Path, cancellationToken);
        var found = answer is { Status: 200, Json: { } json } ? Listed(json, "value").Select(Read).FirstOrDefault(IsOurs) : null;
        return (found, answer.Status);
    }

    /// <summary>The elements of a list; none where it is absent.</summary>
    public static IEnumerable<JsonElement> Listed(JsonElement json, string member) =>
        json.Member(member) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    private static bool IsOurs(EntraExtension extension) => extension.TargetUrl?.AbsolutePath.EndsWith(Route, StringComparison.OrdinalIgnoreCase) is true;

    private static EntraExtension Read(JsonElement json) => new(
        Uri.TryCreate(json.Member("endpointConfiguration")?.Text("targetUrl"), UriKind.Absolute, out var target) ? target : null,
        json.Member("authenticationConfiguration")?.Text("resourceId") ?? "",
        json.Member("clientConfiguration")?.Member("timeoutInMilliseconds") is { ValueKind: JsonValueKind.Number } limit ? TimeSpan.FromMilliseconds(limit.GetDouble()) : null,
        [.. Listed(json, "claimsForTokenConfiguration").Select(claim => claim.Text("claimIdInApiResponse") ?? "")]);
}
