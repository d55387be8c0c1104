using System.Text;
using System.Text.Json;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Fuzz.Targets;

/// <summary>JSON pointers of any text in documents of any shape; one that is built from a path in the document finds what is there.</summary>
internal sealed class PointerTarget : ITarget
{
    public string Name => "json-pointer";

    public int Share => 3;

    public Task<string?> PlayAsync(Chance chance) => Task.FromResult(Play(chance));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string? Play(Chance chance)
    {
        var text = new JsonMutation(chance).Apply("""{"a":{"b":[1,{"c/d":"x","~":null}]},"":7}"""u8, 6);
        if (!StrictJson.TryParse(Encoding.UTF8.GetBytes(text), out var document))
            return StrictJson.TryParseValue(text, out _) ? "one reader takes what the other refuses" : null;
        var wild = string.Concat(Enumerable.Range(0, chance.Below(5)).Select(_ => chance.Of(["/", "~", "~0", "~1", "0", "00", "-", "-1", "99999999999", chance.Text()])));
        if (JsonPointer.TryParse(wild, out var pointer))
            _ = pointer.Find(document)?.GetRawText();
        var (path, expected) = Walk(document, chance);
        if (!JsonPointer.TryParse(path, out var known))
            return $"{path} is not read";
        return known.Find(document)?.GetRawText() == (expected.ValueKind == JsonValueKind.Null ? null : expected.GetRawText()) ? null : $"{path} finds another value in {text}";
    }

    private static (string Path, JsonElement Value) Walk(JsonElement here, Chance chance)
    {
        var path = new StringBuilder();
        for (var steps = chance.Below(6); steps > 0; steps--)
        {
            if (here.ValueKind == JsonValueKind.Object && here.GetPropertyCount() > 0)
            {
                var member = chance.Of(here.EnumerateObject().ToList());
                path.Append('/').Append(member.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
                here = member.Value;
            }
            else if (here.ValueKind == JsonValueKind.Array && here.GetArrayLength() > 0)
            {
                var index = chance.Below(here.GetArrayLength());
                path.Append('/').Append(index);
                here = here[index];
            }
        }

        return (path.ToString(), here);
    }
}
