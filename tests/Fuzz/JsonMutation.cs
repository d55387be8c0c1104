using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActionsFunctions.Fuzz;

/// <summary>Changes a document where its structure is, so that most results are still read: members, items, kinds, names, depth.</summary>
internal sealed class JsonMutation(Chance chance)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 256 };

    // What no JSON tree can hold, put in its place when the text is written.
    private readonly List<string> raw = [];

    /// <summary>The document with up to <paramref name="most"/> changes, as text.</summary>
    public string Apply(ReadOnlySpan<byte> json, int most)
    {
        var root = JsonNode.Parse(json);
        for (var changes = chance.Below(most + 1); changes > 0; changes--)
            root = Change(root);
        var text = root?.ToJsonString(Relaxed) ?? "null";
        for (var i = 0; i < raw.Count; i++)
            text = text.Replace($"\"@@{i}@@\"", raw[i], StringComparison.Ordinal);
        return text;
    }

    private JsonNode? Change(JsonNode? root)
    {
        var places = new List<JsonNode>();
        Collect(root, places);
        if (places.Count == 0 || chance.OneIn(40))
            return Value();
        switch (chance.Of(places))
        {
            case JsonObject members:
                ChangeMember(members);
                break;
            case JsonArray items:
                ChangeItem(items);
                break;
        }

        return root;
    }

    private void ChangeMember(JsonObject members)
    {
        var name = members.Count > 0 ? chance.Of(members.Select(member => member.Key).ToList()) : chance.Text();
        switch (chance.Below(8))
        {
            case 0:
                members.Remove(name);
                break;
            case 1:
                members[name] = null;
                break;
            case 2:
                members[chance.Text()] = Value();
                break;
            case 3:
                members[name] = new JsonArray(members[name]?.DeepClone(), Value());
                break;
            case 4:
                // A second member of the same name, which no tree holds.
                members[name + "@"] = Raw($"1,\"{JsonEncodedText.Encode(name)}\":2");
                break;
            case 5:
                var moved = members[name]?.DeepClone();
                members.Remove(name);
                members[chance.OneIn(2) ? name.ToUpperInvariant() : chance.Text()] = moved;
                break;
            default:
                members[name] = Value();
                break;
        }
    }

    private void ChangeItem(JsonArray items)
    {
        var index = items.Count > 0 ? chance.Below(items.Count) : 0;
        if (items.Count > 0 && chance.OneIn(4))
            items.RemoveAt(index);
        else if (items.Count > 0 && chance.OneIn(3))
            items[index] = Value();
        else
            items.Insert(index, chance.OneIn(3) && items.Count > 0 ? items[index]?.DeepClone() : Value());
    }

    private JsonNode? Value() => chance.Below(14) switch
    {
        0 => null,
        1 => chance.OneIn(2),
        2 => chance.Of([0, -1, 1, int.MaxValue, 1_700_000_000]),
        3 => Raw(chance.Of(["1e400", "-1e400", "1e-400", "-0", "0.1e-7", "9223372036854775808", "123456789012345678901234567890", "1e2147483648", "1.0", new string('9', 1000)])),
        4 => Raw(chance.Of(["NaN", "Infinity", "-", "01", "'a'", "undefined", "{,}", "[1,]", "/**/1", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u00\"", "\"\t\"", "\"\\x\""])),
        5 => new JsonObject(),
        6 => new JsonArray(),
        7 => new JsonObject { [chance.Text()] = chance.Text() },
        8 => new JsonArray(chance.Text(), chance.Text()),
        9 => chance.OneIn(4) ? Raw(Deep()) : chance.Text(),
        10 => chance.OneIn(60) ? Raw(Wide()) : chance.Text(),
        _ => chance.Text(),
    };

    private JsonValue Raw(string text)
    {
        raw.Add(text);
        return JsonValue.Create($"@@{raw.Count - 1}@@");
    }

    private string Deep()
    {
        var levels = chance.Between(54, 66);
        return chance.OneIn(2)
            ? new string('[', levels) + new string(']', levels)
            : string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);
    }

    private static string Wide()
    {
        var text = new StringBuilder("{\"m\":0");
        for (var i = 0; i < 10_000; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $",\"m{i}\":{i}");
        return text.Append('}').ToString();
    }

    private static void Collect(JsonNode? node, List<JsonNode> places)
    {
        if (node is not (JsonObject or JsonArray))
            return;
        places.Add(node);
        foreach (var child in node is JsonObject members ? members.Select(member => member.Value) : node.AsArray())
            Collect(child, places);
    }
}
