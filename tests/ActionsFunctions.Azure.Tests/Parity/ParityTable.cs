using System.Text;
using ActionsFunctions.Local.Tenant.People;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Azure.Tests.Parity;

/// <summary>Every row of the fault table, and every exchange that succeeds, with the status that the contract has for it.</summary>
internal static class ParityTable
{
    private const string Auth0 = "/api/post-login/auth0";

    public static IReadOnlyDictionary<string, (int Status, Func<SimulatorContext, ParityRequest> Request)> Rows { get; } =
        new Dictionary<string, (int, Func<SimulatorContext, ParityRequest>)>(StringComparer.Ordinal)
        {
            ["an unknown provider"] = (404, _ => Json("POST", "/api/post-login/nobody", "{}")),
            ["an unknown action"] = (404, _ => Json("POST", "/api/actions/nothing", "{}")),
            ["an unknown instance of an action"] = (404, _ => Json("POST", "/api/actions/premium-flag?name=nothing", "{}")),
            ["an unknown path"] = (404, _ => Json("POST", "/api/post-login", "{}")),
            ["a path with an encoded slash"] = (404, context => Signed(context, $$"""{"event":{{Login}}}""") with { Path = "/api/post-login%2Fauth0" }),
            ["a deeper path"] = (404, _ => Json("POST", "/api/post-login/auth0/more", "{}")),
            ["a wrong method"] = (405, _ => new("GET", Auth0)),
            ["a method that nobody knows"] = (405, _ => Json("BREW", Auth0, "{}")),
            ["a wrong method of an action"] = (405, _ => new("DELETE", "/api/actions/premium-flag")),
            ["a wrong method of a probe"] = (405, _ => Json("POST", "/api/health/live", "{}")),
            ["another content type"] = (415, _ => Typed("text/plain", "{}")),
            ["no content type"] = (415, _ => new("POST", Auth0) { Body = "{}"u8.ToArray() }),
            ["another charset"] = (415, _ => Typed("application/json; charset=utf-16", "{}")),
            ["a compressed body"] = (415, _ => Json("POST", Auth0, "{}") with { Headers = [new("Content-Type", "application/json"), new("Content-Encoding", "gzip")] }),
            ["a body of unknown length"] = (411, _ => Json("POST", Auth0, "{}") with { Chunked = true }),
            ["a body that is too large"] = (413, _ => Json("POST", Auth0, new string(' ', 300 * 1024))),
            ["no signature"] = (401, _ => Json("POST", Auth0, "{}")),
            ["a body changed after it was signed"] = (401, context => Signed(context, "{}") with { Body = "{ }"u8.ToArray() }),
            ["an empty body"] = (400, context => Signed(context, "")),
            ["malformed JSON"] = (400, context => Signed(context, "{\"event\":")),
            ["a duplicate member"] = (400, context => Signed(context, """{"event":{"user":{"user_id":"a","user_id":"b"}}}""")),
            ["JSON that is too deep"] = (400, context => Signed(context, "{\"event\":" + new string('[', 80) + new string(']', 80) + "}")),
            ["the wrong shape"] = (400, context => Signed(context, """{"event":{"user":"ada"}}""")),
            ["no user"] = (400, context => Signed(context, """{"event":{}}""")),
            ["malformed JSON for an action"] = (400, _ => Json("POST", "/api/actions/premium-flag", "{")),
            ["an action alone"] = (200, _ => Json("POST", "/api/actions/premium-flag?name=premium-flag", $$"""{"event":{{Login}}}""")),
            ["a login without a transaction"] = (200, context => Signed(context, """{"event":{"user":{"user_id":"auth0|zoë","name":"<☃>"}}}""")),
            ["the description of an action's route"] = (200, _ => new("GET", "/api/openapi.json")),
            ["the schema of the flow file"] = (200, _ => new("GET", "/api/schema/flow.json")),
            ["another schema"] = (404, _ => new("GET", "/api/schema/other.json")),
            ["a wrong method of a document"] = (405, _ => Json("POST", "/api/openapi.json", "{}")),
            ["the live probe"] = (200, _ => new("GET", "/api/health/live")),
            ["the live probe by HEAD"] = (200, _ => new("HEAD", "/api/health/live")),
            ["the ready probe"] = (200, _ => new("GET", "/api/health/ready")),
        };

    private static string Login => LoginEvent.Of(StaffDirectory.Find("ada")!, TimeProvider.System).GetRawText();

    /// <summary>The provider's own call for the login of ada.</summary>
    public static ParityRequest LoginVia(IProviderSimulator provider, SimulatorContext context) =>
        Call(provider, provider.Translate(LoginEvent.Of(StaffDirectory.Find("ada")!, context.Clock), context), context);

    /// <summary>The same without any credential.</summary>
    public static ParityRequest StrangerVia(IProviderSimulator provider, SimulatorContext context) =>
        LoginVia(provider, context) with { Headers = [new("Content-Type", "application/json")] };

    private static ParityRequest Call(IProviderSimulator provider, ReadOnlyMemory<byte> body, SimulatorContext context)
    {
        var call = provider.Call(body, context);
        return new("POST", $"/api/post-login/{call.Route}")
        {
            Headers = [.. call.Headers.Select(header => KeyValuePair.Create(header.Name, header.Value))],
            Body = call.Body,
        };
    }

    private static ParityRequest Signed(SimulatorContext context, string body) =>
        Call(ProviderSimulators.Find("auth0")!, Encoding.UTF8.GetBytes(body), context);

    private static ParityRequest Json(string method, string path, string body) =>
        new(method, path) { Headers = [new("Content-Type", "application/json")], Body = Encoding.UTF8.GetBytes(body) };

    private static ParityRequest Typed(string contentType, string body) =>
        Json("POST", Auth0, body) with { Headers = [new("Content-Type", contentType)] };
}
