using System.Collections.ObjectModel;
using System.Text.Json;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Model;

/// <summary>
/// What the identity provider told about a login, in the shape of Auth0's post-login event, whichever provider it came from.
/// Read-only. A view over one JSON document that belongs to this login alone; a member that is absent or null reads as null.
/// Source: Auth0, "Post-login event object".
/// </summary>
public sealed partial class PostLoginEvent
{
    // Read-only in fact: every login of every action has the same one.
    private static readonly ReadOnlyDictionary<string, string> NoSecrets = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>A view of <paramref name="json"/>, which must be an object.</summary>
    public PostLoginEvent(JsonElement json) : this(json, NoSecrets)
    {
    }

    internal PostLoginEvent(JsonElement json, IReadOnlyDictionary<string, string> secrets)
    {
        Json = json;
        Secrets = secrets;
    }

    /// <summary>The whole event as JSON, without secrets.</summary>
    public JsonElement Json { get; }

    /// <summary>The secrets that this action's flow entry names, and no others.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; }

    /// <summary>The value at a JSON pointer (RFC 6901), or null where there is none or it is JSON null.</summary>
    public JsonElement? At(JsonPointer path) => path.Find(Json);
}
