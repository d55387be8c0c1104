namespace ActionsFunctions.Testing.Simulators;

/// <summary>A provider's request to <c>POST /api/post-login/{provider}</c>.</summary>
/// <param name="Route">The provider's route segment.</param>
/// <param name="Headers">Headers with Content-Type, without Content-Length.</param>
/// <param name="Body">The body as signed.</param>
/// <param name="SentAt">When the provider sent it.</param>
public sealed record SimulatedCall(string Route, IReadOnlyList<SimulatedHeader> Headers, ReadOnlyMemory<byte> Body, DateTimeOffset SentAt);

/// <summary>A header of a provider's request.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Reusable">True where the value alone opens the door again (a password, an API key, a bearer token): it is never printed.</param>
public sealed record SimulatedHeader(string Name, string Value, bool Reusable = false);

/// <summary>Our answer as the provider received it.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">The Content-Type header; empty where absent.</param>
/// <param name="Body">The body.</param>
public sealed record SimulatedAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Body);
