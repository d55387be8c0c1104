using ActionsFunctions.Actions;

namespace ActionsFunctions.Tests.Actions;

public sealed class DenialReasonTests
{
    [Theory]
    [InlineData("Invoice 7 is overdue.", "Invoice 7 is overdue.")]
    [InlineData("Konto gesperrt: Rückstand 12 €", "Konto gesperrt: Rückstand 12 €")]
    [InlineData("  a\r\n\tb\u2028c\u00a0 d  ", "a b c d")]
    [InlineData("say \"no\" \\ <script>", "say no script")]
    [InlineData("abc\u202Egnp", "abc gnp")]
    [InlineData("a\u0000b\uFEFFc\uE000d", "a b c d")]
    [InlineData("\ud83d half", "half")]
    [InlineData("🙂", "🙂")]
    [InlineData("\r\n", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_reason_is_one_line_of_what_can_be_shown(string? said, string? expected) => Assert.Equal(expected, DenialReason.Of(said));

    [Fact]
    public void It_ends_after_200_characters_and_never_within_one()
    {
        Assert.Equal(new string('x', 200), DenialReason.Of(new string('x', 5000)));
        Assert.Equal(new string('x', 199), DenialReason.Of(new string('x', 199) + "🙂"));
    }
}
