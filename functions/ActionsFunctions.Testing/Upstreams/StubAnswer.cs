using System.Globalization;
using System.Text;

namespace ActionsFunctions.Testing.Upstreams;

/// <summary>What the stub says.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Bytes">The body.</param>
/// <param name="Headers">More headers.</param>
public sealed record StubAnswer(int Status, byte[] Bytes, params (string Name, string Value)[] Headers)
{
    /// <summary>An answer whose body is text.</summary>
    public StubAnswer(int status, string body = "", params (string Name, string Value)[] headers) : this(status, Encoding.UTF8.GetBytes(body), headers)
    {
    }

    /// <summary>The connection is broken instead of an answer.</summary>
    public bool Broken { get; init; }

    /// <summary>200 with this body.</summary>
    public static StubAnswer Ok(string json) => new(200, json);

    /// <summary>An access token.</summary>
    /// <param name="value">The token.</param>
    /// <param name="expiresIn">For how many seconds it is good.</param>
    public static StubAnswer Token(string value = "t1", double expiresIn = 3600) =>
        new(200, string.Create(CultureInfo.InvariantCulture, $$"""{"token_type":"Bearer","access_token":"{{value}}","expires_in":{{expiresIn}}}"""));
}
