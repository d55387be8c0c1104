using System.Text.Json;

namespace ActionsFunctions.Testing.Simulators;

/// <summary>
/// Plays one identity provider: turns a login into that provider's own signed request, and judges the answer by that provider's
/// acceptance rules. Written from the provider's contract alone, sharing no code with the adapter that it tests.
/// </summary>
public interface IProviderSimulator
{
    /// <summary>The route segment: <c>auth0</c>.</summary>
    string Route { get; }

    /// <summary>How long the provider waits for an answer before it gives up.</summary>
    TimeSpan Deadline { get; }

    /// <summary>The credentials that the local host ships for this provider: configuration keys and values. Worthless anywhere else.</summary>
    /// <param name="tenant">Where the local tenant listens, for settings that are addresses of what it publishes.</param>
    IReadOnlyDictionary<string, string?> DevelopmentSettings(Uri tenant);

    /// <summary>Documents that the provider publishes and the local tenant serves (signing keys, say). Default none.</summary>
    /// <param name="tenant">Where the local tenant listens.</param>
    IReadOnlyList<PublishedDocument> Publishes(Uri tenant) => [];

    /// <summary>The provider's own body for the login that an Auth0-shaped event describes.</summary>
    ReadOnlyMemory<byte> Translate(JsonElement auth0Event, SimulatorContext context);

    /// <summary>The provider's call with this body, whatever it holds: signed, or with the provider's credential.</summary>
    SimulatedCall Call(ReadOnlyMemory<byte> body, SimulatorContext context);

    /// <summary>Where one login is two calls: the body of the second, once the first is answered well. Default none.</summary>
    ReadOnlyMemory<byte>? Second(SimulatedCall first) => null;

    /// <summary>What the provider makes of an answer; of null, where none came within <see cref="Deadline"/>. Never throws for a bad answer.</summary>
    SimulatedVerdict Judge(SimulatedCall call, SimulatedAnswer? answer);
}

/// <summary>A JSON document that a provider publishes without asking for a credential.</summary>
/// <param name="Path">Absolute path below the local tenant's address.</param>
/// <param name="Body">The document.</param>
public sealed record PublishedDocument(string Path, ReadOnlyMemory<byte> Body);
