namespace ActionsFunctions.Local.Commands.Doctor;

/// <summary>What doctor is asked to look at.</summary>
/// <param name="Url">A running installation; null for the configuration of this folder and environment.</param>
/// <param name="User">Whose login is played there; null: none is.</param>
/// <param name="FunctionKey">The function key there.</param>
/// <param name="Json">Whether the report is one JSON document.</param>
internal sealed record DoctorOptions(Uri? Url, string? User, string? FunctionKey, bool Json)
{
    public const string Synopsis = "[--url URL [--function-key KEY] [--user NAME]] [--json]";

    public static Syntax Syntax { get; } = new([], ["--url", "--function-key", "--user"], ["--json"]);

    /// <summary>Reads them; null with <paramref name="fault"/> where an option would have no effect.</summary>
    public static DoctorOptions? Read(Arguments arguments, out string? fault)
    {
        fault = null;
        Uri? url = null;
        var alone = Syntax.Values.Skip(1).FirstOrDefault(arguments.Has);
        if (arguments.Value("--url") is { } text && (!Uri.TryCreate(text, UriKind.Absolute, out url) || url.Scheme is not ("http" or "https")))
            fault = "--url is no http address";
        else if (url is null && alone is not null)
            fault = $"{alone} needs --url";
        return fault is null ? new(url, arguments.Value("--user"), arguments.Value("--function-key"), arguments.Has("--json")) : null;
    }
}
