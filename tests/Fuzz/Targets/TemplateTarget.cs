using System.Text.Json;
using System.Text.Json.Nodes;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Fuzz.Targets;

/// <summary>Templates of URLs: whatever the template and the event say, what is rendered stays at the configured host, and decodes to the value.</summary>
internal sealed class TemplateTarget : ITarget
{
    private static readonly string[] Templates =
    [
        "https://crm.example/people/{user.user_id}", "https://crm.example/people/{user.user_id}/roles?of={user.email}", "https://crm.example/.{user.user_id}",
        "https://crm.example/a?x={user.email}&y={user.user_id}", "https://crm.example/{user.user_id}{user.email}", "http://127.0.0.1:8080/{user.email}/x",
    ];

    public string Name => "url-template";

    public int Share => 3;

    public Task<string?> PlayAsync(Chance chance) => Task.FromResult(Play(chance));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string? Play(Chance chance)
    {
        var text = chance.Of(Templates);
        if (chance.OneIn(3))
            text = text.Insert(chance.Below(text.Length + 1), chance.Text());
        if (!EventTemplate.TryParse(text, out var template, out _) || !EventTemplateUri.TryCreate(template, out var uri, out _))
            return null;
        var user = new JsonObject { ["user_id"] = chance.Text(), ["email"] = chance.OneIn(9) ? 7 : chance.Text() };
        var login = new PostLoginEvent(JsonElement.Parse(new JsonObject { ["user"] = user }.ToJsonString()));
        if (uri.Render(login).Uri is not { } rendered)
            return null;
        if (rendered.GetLeftPart(UriPartial.Authority) != uri.Origin.GetLeftPart(UriPartial.Authority) || rendered.UserInfo.Length > 0 || rendered.Fragment.Length > 0)
            return $"{text} with {user} leads to {rendered}";
        var slashes = rendered.AbsolutePath.Count(letter => letter == '/');
        return text == Templates[0] && (slashes != 2 || Uri.UnescapeDataString(rendered.Segments[^1]) != user["user_id"]!.GetValue<string>() || rendered.Query.Length > 0)
            ? $"{text} with {user} becomes {rendered}"
            : null;
    }
}
