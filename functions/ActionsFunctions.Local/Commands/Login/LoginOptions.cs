using System.Text.Json;
using ActionsFunctions.Local.Tenant.People;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Local.Commands.Login;

/// <summary>A login as asked for on the command line.</summary>
/// <param name="Simulator">The provider.</param>
/// <param name="Who">Whose login it is, in words.</param>
/// <param name="Event">The Auth0-shaped event; null where <paramref name="Raw"/> is sent.</param>
/// <param name="Raw">A body to send unchanged.</param>
/// <param name="Url">The server to call; null to start one.</param>
/// <param name="Json">Whether the report is one JSON document.</param>
internal sealed record LoginOptions(IProviderSimulator Simulator, string Who, JsonElement? Event, ReadOnlyMemory<byte> Raw, Uri? Url, bool Json)
{
    public const string Synopsis = "<provider> [--user NAME] [--event FILE] [--raw FILE] [--url URL] [--json] [--record FILE]";

    /// <summary>Where the login is recorded; null: nowhere.</summary>
    public string? Record { get; init; }

    private const string DefaultUser = "ada";
    private static readonly string[] Files = ["--event", "--raw"];

    public static Syntax Syntax { get; } = new(["provider"], ["--user", "--event", "--raw", "--url", "--record"], ["--json"]);

    /// <summary>Reads them; null with <paramref name="fault"/> where something does not exist.</summary>
    public static LoginOptions? Read(Arguments arguments, TimeProvider clock, out string? fault)
    {
        fault = null;
        var person = StaffDirectory.Find(arguments.Value("--user") ?? DefaultUser);
        var simulator = ProviderSimulators.Find(arguments[0]);
        Uri? url = null;
        if (simulator is null)
            fault = $"unknown provider: {arguments[0]}; known: {string.Join(", ", ProviderSimulators.All.Select(known => known.Route))}";
        else if (person is null)
            fault = $"unknown user: {arguments.Value("--user")}; known: {string.Join(", ", StaffDirectory.People.Select(known => known.Name))}";
        else if (Files.Count(arguments.Has) > 1)
            fault = "only one of --event and --raw";
        else if (arguments.Value("--url") is { } text && (!Uri.TryCreate(text, UriKind.Absolute, out url) || url.Scheme is not ("http" or "https")))
            fault = $"--url is no http address: {text}";
        else if (url is not null && arguments.Has("--record"))
            fault = "--record needs the login's own server: leave out --url";
        if (fault is not null)
            return null;
        var options = new LoginOptions(simulator!, person!.Name, LoginEvent.Of(person, clock), default, url, arguments.Has("--json")) { Record = arguments.Value("--record") };
        return options.WithFile(arguments, out fault);
    }

    private LoginOptions? WithFile(Arguments arguments, out string? fault)
    {
        fault = null;
        if ((arguments.Value("--event") ?? arguments.Value("--raw")) is not { } path)
            return this;
        try
        {
            var bytes = File.ReadAllBytes(path);
            var options = this with { Who = Path.GetFileName(path), Raw = bytes };
            return arguments.Has("--raw") ? options with { Event = null } : options with { Event = EventIn(bytes) };
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            fault = $"{path} cannot be read: {unreadable.Message}";
            return null;
        }
    }

    // The file's event counts, whoever --user names. An event as Auth0's editor shows it, or wrapped as the webhook receives it.
    private static JsonElement EventIn(byte[] file)
    {
        var json = JsonElement.Parse(file);
        if (json.ValueKind != JsonValueKind.Object)
            throw new JsonException("an event is a JSON object");
        return Unwrapped(json);
    }

    /// <summary>The event itself, where it is wrapped as the webhook receives it.</summary>
    public static JsonElement Unwrapped(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("event"u8, out var wrapped) && wrapped.ValueKind == JsonValueKind.Object ? wrapped : json;
}
