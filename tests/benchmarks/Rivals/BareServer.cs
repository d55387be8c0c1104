using System.Text.Json;

namespace ActionsFunctions.Benchmarks.Rivals;

/// <summary>A bare minimal API: checks the caller, parses, and answers the same bytes from memory.</summary>
internal sealed class BareServer
{
    private static readonly Entry[] Entries =
    [
        new("graph-groups", "graph-groups", "https://actions.example/groups", """["All Staff","Engineering","Finance"]"""u8.ToArray(), 0.1),
        new("backend-profile", "backend-profile", "https://actions.example/profile", """{"tier":"gold","since":2019}"""u8.ToArray(), 0.1),
        new("plan", "backend-profile", "https://actions.example/plan", """{"plan":"team","seats":12}"""u8.ToArray(), 0.1),
    ];

    private readonly CallerCheck caller = new();

    public async Task HandleAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context.Request) is not { } body || !caller.Accepts(context.Request, body))
        {
            context.Response.StatusCode = 401;
            return;
        }

        var login = JsonElement.Parse(body).GetProperty("event");
        _ = login.GetProperty("user").GetProperty("user_id").GetString();
        await LoginAnswer.WriteAsync(context.Response, login.GetProperty("transaction").GetProperty("id").GetString()!, Entries);
    }
}
