using System.Buffers.Text;
using ActionsFunctions.Authenticating.Jwt;

namespace ActionsFunctions.Tests.Authenticating.Jwt;

public sealed class StrictBase64UrlTests
{
    [Fact]
    public void What_is_encoded_decodes_to_the_same_bytes()
    {
        var random = new Random(7515);
        for (var length = 1; length < 70; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            Assert.Equal(bytes, StrictBase64Url.Decode(Base64Url.EncodeToString(bytes)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("AAAAA")]
    [InlineData("AA==")]
    [InlineData("AAA=")]
    [InlineData("AB")]
    [InlineData("AAB")]
    [InlineData(" AAA")]
    [InlineData("AA\nAA")]
    [InlineData("AAA+")]
    [InlineData("AAA/")]
    [InlineData("AAA.")]
    [InlineData("AAA\u00C4")]
    public void Every_other_spelling_is_refused(string text) => Assert.Null(StrictBase64Url.Decode(text));
}
