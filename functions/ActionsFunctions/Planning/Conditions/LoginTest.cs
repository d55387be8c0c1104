using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Planning.Conditions;

/// <summary>How a login came about.</summary>
internal enum LoginKind
{
    /// <summary>A person was there, or can have been.</summary>
    Interactive,

    /// <summary>Without showing anything: <c>prompt=none</c> (OpenID Connect Core 1.0, section 3.1.2.1).</summary>
    Silent,

    /// <summary>A refresh token was exchanged (Auth0's protocol <c>oauth2-refresh-token</c>, to which every provider's is translated).</summary>
    RefreshToken,
}

/// <summary>Whether the login came about in one of these ways.</summary>
internal sealed record LoginTest(IReadOnlyList<LoginKind> Kinds) : EventTest($"login in [{string.Join(", ", Kinds.Select(NameOf))}]")
{
    private const string RefreshTokenProtocol = "oauth2-refresh-token";

    public static IReadOnlyList<(string Name, LoginKind Kind)> Names { get; } =
        [("interactive", LoginKind.Interactive), ("silent", LoginKind.Silent), ("refresh-token", LoginKind.RefreshToken)];

    public override bool Holds(JsonElement login)
    {
        var kind = KindOf(login.Object("transaction") ?? default);
        foreach (var wanted in Kinds)
        {
            if (wanted == kind)
                return true;
        }

        return false;
    }

    private static string NameOf(LoginKind kind) => $"\"{Names.First(name => name.Kind == kind).Name}\"";

    private static LoginKind KindOf(JsonElement transaction) =>
        transaction.Text("protocol") == RefreshTokenProtocol ? LoginKind.RefreshToken
        : transaction.Texts("prompt").Contains("none", StringComparer.Ordinal) ? LoginKind.Silent
        : LoginKind.Interactive;
}
