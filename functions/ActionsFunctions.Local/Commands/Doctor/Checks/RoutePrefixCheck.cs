using ActionsFunctions.Local.Commands.Doctor.Subjects;
using ActionsFunctions.Local.Commands.Login;
using ActionsFunctions.Model;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>The prefix of every route is part of the addresses that providers call.</summary>
internal sealed class RoutePrefixCheck : ICheck<Installation>
{
    private const string Prefix = "api";

    public string Id => "route-prefix";

    public string About => "host.json: routes begin with /api";

    public bool Applies(Installation subject) => File.Exists(PathIn(subject));

    public async Task<IReadOnlyList<Finding>> RunAsync(Installation subject, CancellationToken cancellationToken)
    {
        if (PlayedLogin.JsonOf(await File.ReadAllBytesAsync(PathIn(subject), cancellationToken)) is not { } host)
            return [Finding.Fail("host.json: is no JSON, so the host does not start.")];
        var prefix = host.Member("extensions")?.Member("http")?.Text("routePrefix") ?? Prefix;
        return prefix == Prefix
            ? []
            : [Finding.Fail("host.json: extensions.http.routePrefix must be api: providers, platform authentication and the app itself count on /api.")];
    }

    private static string PathIn(Installation subject) => Path.Combine(subject.Folder, "host.json");
}
