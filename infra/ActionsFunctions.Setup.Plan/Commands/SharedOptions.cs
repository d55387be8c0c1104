using System.Globalization;
using ActionsFunctions.Local.Commands;

namespace ActionsFunctions.Setup.Commands;

/// <summary>What every command takes.</summary>
/// <param name="Tenant">Id of the tenant; required, so that no command ever writes to the tenant that happens to be signed in.</param>
/// <param name="SignIn">How to sign in.</param>
/// <param name="GraphUrl">Another Graph on this machine; null: the real one.</param>
/// <param name="Wait">How long one step waits for the directory.</param>
/// <param name="WhatIf">Looks and plans, writes nothing.</param>
/// <param name="Json">One JSON document on standard output.</param>
internal sealed record SharedOptions(string Tenant, SignIn SignIn, Uri? GraphUrl, TimeSpan Wait, bool WhatIf, bool Json)
{
    public const string Synopsis = "--tenant ID [--sign-in browser|device-code|azure-cli|environment] [--wait hh:mm:ss] [--graph-url URL] [--what-if] [--json]";

    private static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(2);

    private static readonly Dictionary<string, SignIn> SignIns = new(StringComparer.Ordinal)
    {
        ["browser"] = SignIn.Browser,
        ["device-code"] = SignIn.DeviceCode,
        ["azure-cli"] = SignIn.AzureCli,
        ["environment"] = SignIn.Environment,
    };

    public static Syntax Syntax(params string[] values) => new([], ["--tenant", "--sign-in", "--wait", "--graph-url", .. values], ["--what-if", "--json"]);

    public static SharedOptions? Read(Arguments arguments, out string? fault)
    {
        fault = null;
        var signIn = SignIn.Browser;
        var wait = DefaultWait;
        Uri? graph = null;
        if (!Guid.TryParseExact(arguments.Value("--tenant"), "D", out var tenant))
            fault = "--tenant is required: id of the tenant";
        else if (arguments.Value("--sign-in") is { } way && !SignIns.TryGetValue(way, out signIn))
            fault = $"--sign-in is one of {string.Join(", ", SignIns.Keys)}";
        else if (arguments.Value("--wait") is { } time && !TimeSpan.TryParseExact(time, @"hh\:mm\:ss", CultureInfo.InvariantCulture, out wait))
            fault = "--wait is a duration, written hh:mm:ss";
        // Anywhere else an administrator's token would be given away.
        else if (arguments.Value("--graph-url") is { } url && (!Uri.TryCreate(url, UriKind.Absolute, out graph) || !graph.IsLoopback || graph.Scheme is not ("http" or "https")))
            fault = "--graph-url is for a Graph on this machine only";
        else
            return new(tenant.ToString(), signIn, graph, wait, arguments.Has("--what-if"), arguments.Has("--json"));
        return null;
    }

    /// <summary>App ids, separated by commas; null with <paramref name="fault"/> where one is none.</summary>
    public static IReadOnlyList<string>? AppIds(Arguments arguments, string option, ref string? fault)
    {
        var ids = new List<string>();
        foreach (var word in (arguments.Value(option) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Guid.TryParseExact(word, "D", out var id))
            {
                fault ??= $"{option}: {word} is no app id";
                return null;
            }

            ids.Add(id.ToString());
        }

        return [.. ids.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The host of the deployed app; null with <paramref name="fault"/> where it is none.</summary>
    public static string? Host(Arguments arguments, ref string? fault)
    {
        // Entra calls hosts of the internet by name, on port 443.
        if (arguments.Value("--host") is { } host && Uri.CheckHostName(host) == UriHostNameType.Dns && host.Contains('.', StringComparison.Ordinal))
            return host.ToLowerInvariant();
        fault ??= "--host is required: the deployed app's host name, without https:// and port";
        return null;
    }
}
