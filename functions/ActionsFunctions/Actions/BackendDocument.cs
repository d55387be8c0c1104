using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Actions;

/// <summary>What a backend of your own says about a login: the settings <c>Url</c> and <c>Auth</c> of every action that asks one.</summary>
public sealed class BackendDocument
{
    private readonly EventTemplateUri? url;
    private readonly UpstreamClient? backend;

    private BackendDocument(EventTemplateUri? url, UpstreamClient? backend)
    {
        this.url = url;
        this.backend = backend;
    }

    /// <summary>Reads <c>Url</c>, which is required, and <c>Auth</c>.</summary>
    internal static BackendDocument Read(ActionSettings settings)
    {
        var address = settings.Reader.UrlTemplate("Url");
        var authReader = settings.Reader.Section("Auth");
        var auth = ClientCredentials.Read(authReader, name => settings.Secret(authReader, name));
        return new(address, address is null ? null : settings.Upstreams.Backend(address.Origin, auth));
    }

    /// <summary>The same where <c>Url</c> may be absent; null there, and then nothing else may be set that is about the backend.</summary>
    internal static BackendDocument? ReadIfAny(ActionSettings settings, params ReadOnlySpan<string> others)
    {
        var reader = settings.Reader;
        if (reader.Text("Url") is not null)
            return Read(settings);
        foreach (var name in (ReadOnlySpan<string>)["Auth", .. others])
        {
            if (reader.Section(name).Exists)
                reader.Fault(name, "has no effect without Url");
        }

        return null;
    }

    /// <summary>The address for one login.</summary>
    public RenderedUri Address(PostLoginEvent login) => url?.Render(login) ?? default;

    /// <summary>Asks. Who is unknown there (404), or about whom nothing is said (204, empty), has no document, and that is no failure.</summary>
    public async Task<FoundDocument> FindAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(api);
        var address = Address(login);
        if (address.Uri is not { } uri)
            return new(null, address.FailureCode);
        var answer = await backend!.SendAsync(new(HttpMethod.Get, uri), new(() => api.TimeLeft), cancellationToken);
        if (answer.Failure is { Source: "backend", Fault: UpstreamFault.NotFound } || (!answer.Failure.Any && answer.Body.IsEmpty))
            return default;
        if (answer.Failure.Any)
            return new(null, answer.Failure.Code);
        return answer.TryReadJson(out var json) ? new(json, null) : new(null, answer.Malformed().Failure.Code);
    }
}

/// <summary>What came of asking. With neither, the backend knows nothing.</summary>
/// <param name="Json">The document.</param>
/// <param name="Failure">The code to fail with.</param>
public readonly record struct FoundDocument(JsonElement? Json, string? Failure)
{
    /// <summary>The code of a document in which what was asked for is not.</summary>
    internal static string Malformed { get; } = new UpstreamFailure("backend", UpstreamFault.Malformed).Code;
}
