using System.Text;
using System.Text.Json;
using ActionsFunctions.Answering;

namespace ActionsFunctions.Tests.Answering;

/// <summary>Bodies are written into a buffer of the thread, and nobody sees that.</summary>
public sealed class JsonBodyTests
{
    [Fact]
    public void A_body_stays_what_it_was_when_the_next_is_written()
    {
        var bodies = Enumerable.Range(0, 50).Select(Number).ToList();
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"[{i}]"), bodies.Select(Text));
    }

    [Fact]
    public void What_writes_a_body_may_write_another_meanwhile()
    {
        var outer = JsonBody.Write(1, static (json, number) =>
        {
            json.WriteStartArray();
            json.WriteNumberValue(number);
            json.WriteRawValue(Number(2).Span);
            json.WriteRawValue(Number(3).Span);
            json.WriteEndArray();
        });
        Assert.Equal("[1,[2],[3]]", Text(outer));
    }

    [Fact]
    public void A_body_that_breaks_off_leaves_nothing_behind()
    {
        Assert.Throws<InvalidOperationException>(() => JsonBody.Write(0, static (json, _) =>
        {
            json.WriteStartObject();
            json.WriteString("secret", "of another");
            throw new InvalidOperationException();
        }));
        Assert.Equal("[4]", Text(Number(4)));
    }

    [Fact]
    public void A_large_body_leaves_a_small_one_behind_it_alone()
    {
        var large = JsonBody.Write(new string('x', 300_000), static (json, text) => json.WriteStringValue(text));
        Assert.Equal((300_002, "[5]"), (large.Length, Text(Number(5))));
    }

    [Fact]
    public void Many_threads_write_at_once() =>
        Parallel.For(0, 2_000, i => Assert.Equal($"[{i}]", Text(Number(i))));

    private static ReadOnlyMemory<byte> Number(int number) => JsonBody.Write(number, static (json, value) =>
    {
        json.WriteStartArray();
        json.WriteNumberValue(value);
        json.WriteEndArray();
    });

    private static string Text(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetString(body.Span);
}
