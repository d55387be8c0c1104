using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Tests.Fixtures;
using ActionsFunctions.Tests.IdentityProviders.Entra;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>The recorded bodies of a provider's calls, as trees to change: among them they have every member that its contract documents.</summary>
internal sealed class ProviderPayload
{
    // That of the simulated tenant, whose tokens the server takes.
    private const string SimulatedTenant = "10ca1000-0000-4000-8000-0000000e47a0";
    private static readonly ConcurrentDictionary<string, ProviderPayload> Known = new(StringComparer.Ordinal);
    private readonly List<(JsonNode Body, HashSet<string> Pointers)> bodies;

    private ProviderPayload(IEnumerable<JsonNode> bodies) => this.bodies = [.. bodies.Select(body => (body, PointersOf(body, "").ToHashSet(StringComparer.Ordinal)))];

    public static IReadOnlyList<string> Routes { get; } = [.. ProviderTypes.All.Select(type => type.Route)];

    /// <summary>Every member and item that one of the bodies has.</summary>
    public IEnumerable<string> Pointers => bodies.SelectMany(body => body.Pointers).Distinct(StringComparer.Ordinal);

    /// <summary>The bodies, each a tree of its own.</summary>
    public IReadOnlyList<JsonNode> Bodies => [.. bodies.Select(known => known.Body.DeepClone())];

    public static ProviderPayload Of(string route) => Known.GetOrAdd(route, Read);

    /// <summary>The first body that has this pointer.</summary>
    public JsonNode With(string pointer) => bodies.First(known => known.Pointers.Contains(pointer)).Body.DeepClone();

    /// <summary>The bytes that the provider would send.</summary>
    public static ReadOnlyMemory<byte> Bytes(JsonNode body) => Encoding.UTF8.GetBytes(body.ToJsonString());

    public static JsonNode? At(JsonNode body, string pointer) => Names(pointer).Aggregate<string, JsonNode?>(body, Child);

    /// <summary>Puts a value in the place of another.</summary>
    public static void Set(JsonNode body, string pointer, JsonNode? value)
    {
        var names = Names(pointer);
        var parent = names[..^1].Aggregate<string, JsonNode?>(body, Child);
        if (parent is JsonArray items)
            items[Index(names[^1])] = value;
        else
            parent!.AsObject()[names[^1]] = value;
    }

    /// <summary>Every member and item below a tree, as pointers.</summary>
    public static IEnumerable<string> PointersOf(JsonNode? node, string path) => node switch
    {
        JsonObject members => members.SelectMany(member => Below(member.Value, $"{path}/{Escape(member.Key)}")),
        JsonArray items => items.SelectMany((item, index) => Below(item, $"{path}/{index}")),
        _ => [],
    };

    private static ProviderPayload Read(string route)
    {
        if (route == "auth0")
            return new([new JsonObject { ["event"] = JsonNode.Parse(Auth0EventFixture.Json.GetRawText()) }]);
        var folder = Path.Combine(AppContext.BaseDirectory, "IdentityProviders", ProviderTypes.All.Single(type => type.Route == route).Section, "Goldens");
        var recorded = Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(file => JsonNode.Parse(File.ReadAllText(file).Replace(EntraUnderTest.TenantId, SimulatedTenant, StringComparison.Ordinal))!);
        return new(recorded.Where(golden => (int)golden["status"]! != 400).Select(golden => golden["request"]!));
    }

    private static IEnumerable<string> Below(JsonNode? node, string pointer) => [pointer, .. PointersOf(node, pointer)];

    private static JsonNode? Child(JsonNode? node, string name) => node is JsonArray items ? items[Index(name)] : node![name];

    private static string[] Names(string pointer) => pointer.Length == 0
        ? []
        : [.. pointer[1..].Split('/').Select(name => name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static int Index(string name) => int.Parse(name, System.Globalization.CultureInfo.InvariantCulture);
}
