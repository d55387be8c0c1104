using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ActionsFunctions.IdentityProviders;

/// <summary>
/// Names a login to whoever must not do something twice for it: the same for every attempt of a provider to complete one login, another for any other
/// login. A digest: it goes into headers of upstreams, and what providers and persons write does not.
/// </summary>
internal static class LoginId
{
    private const int Bytes = 18;

    /// <summary>The id for what a provider names a login by.</summary>
    public static string Of(string route, string name) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{route}\n{name}")).AsSpan(0, Bytes));

    /// <summary>A name for a login of a provider that gives none, but whose body says when: every attempt has the same bytes, and no other login has.</summary>
    public static string NameOf(JsonElement payload) => Convert.ToHexString(SHA256.HashData(JsonMarshal.GetRawUtf8Value(payload)));
}
