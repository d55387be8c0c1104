using System.Diagnostics.CodeAnalysis;

namespace ActionsFunctions.Receiving;

/// <summary>Headers by name, without regard to case.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Headers is the HTTP term.")]
public sealed class WebhookHeaders : Dictionary<string, string>
{
    /// <summary>An empty set.</summary>
    public WebhookHeaders() : base(StringComparer.OrdinalIgnoreCase)
    {
    }

    /// <summary>The value of a header, or null where it is absent.</summary>
    public string? Get(string name) => TryGetValue(name, out var value) ? value : null;

    /// <summary>Adds a value; a repeated header is joined with <c>", "</c>.</summary>
    public void Append(string name, string value) => this[name] = TryGetValue(name, out var earlier) ? $"{earlier}, {value}" : value;
}
