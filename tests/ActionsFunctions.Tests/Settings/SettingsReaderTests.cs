using ActionsFunctions.Settings;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Settings;

/// <summary>What is read from settings, what stands for it where it is absent or wrong, and what is said then.</summary>
public sealed class SettingsReaderTests
{
    private readonly SettingFaults faults = new();

    [Theory]
    [InlineData("00:00:01", "00:00:01")]
    [InlineData("00:00:00.001", "00:00:00.0010000")]
    [InlineData("23:59:59.9999999", "23:59:59.9999999")]
    [InlineData("24:00:00", "1.00:00:00")]
    [InlineData("36:30:15", "1.12:30:15")]
    [InlineData("100:00:00.5", "4.04:00:00.5000000")]
    [InlineData("999:59:59", "41.15:59:59")]
    public void A_duration_is_hours_minutes_and_seconds(string text, string expected)
    {
        Assert.Equal(TimeSpan.ParseExact(expected, "c", null), Of(("D", text)).Duration("D"));
        Assert.Empty(faults.All);
    }

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("0:00:01")]
    [InlineData("1000:00:00")]
    [InlineData("-01:00:00")]
    [InlineData("+1:00:00")]
    [InlineData("00:60:00")]
    [InlineData("00:00:60")]
    [InlineData("00:01")]
    [InlineData("1.00:00:00")]
    [InlineData("5")]
    [InlineData("5s")]
    [InlineData("xx:00:01")]
    [InlineData("00:00:01.00000001")]
    public void Any_other_text_is_no_duration(string text)
    {
        Assert.Null(Of(("D", text)).Duration("D"));
        Assert.Equal("S:D: must be a duration above zero, written hh:mm:ss or hh:mm:ss.fff", Faults());
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("12", 12)]
    [InlineData("+5", 5)]
    [InlineData("", 7)]
    [InlineData("2", 7, "S:N: must be a whole number from 3 to 12")]
    [InlineData("13", 7, "S:N: must be a whole number from 3 to 12")]
    [InlineData("5.0", 7, "S:N: must be a whole number from 3 to 12")]
    [InlineData(" 5", 7, "S:N: must be a whole number from 3 to 12")]
    [InlineData("99999999999", 7, "S:N: must be a whole number from 3 to 12")]
    public void A_number_is_within_its_bounds_or_the_default(string text, int expected, string fault = "")
    {
        Assert.Equal(expected, Of(("N", text)).Number("N", 7, 3, 12));
        Assert.Equal(fault, Faults());
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("false", false)]
    [InlineData("", true)]
    [InlineData("no", true, "S:F: must be true or false")]
    [InlineData("1", true, "S:F: must be true or false")]
    public void A_flag_is_true_or_false_or_the_default(string text, bool expected, string fault = "")
    {
        Assert.Equal(expected, Of(("F", text)).Flag("F", otherwise: true));
        Assert.Equal(fault, Faults());
    }

    [Theory]
    [InlineData("one", 1)]
    [InlineData("Two", 2)]
    [InlineData("", 9)]
    [InlineData("three", 9, "S:C: must be one of one, two")]
    public void A_choice_is_one_of_its_names_or_the_default(string text, int expected, string fault = "")
    {
        Assert.Equal(expected, Of(("C", text)).OneOf("C", 9, ("one", 1), ("two", 2)));
        Assert.Equal(fault, Faults());
    }

    [Fact]
    public void Text_is_one_value_and_no_empty_one()
    {
        var reader = Of(("A", "x"), ("B", ""), ("C:0", "y"), ("D", "z"), ("D:0", "beside"));
        Assert.Equal(["x", null, null, "z", null], new[] { "A", "B", "C", "D", "E" }.Select(reader.Text));
        Assert.Equal("S:C: must be a single value", Faults());
        Assert.Equal(["x", ""], new[] { "A", "E" }.Select(reader.Required));
        Assert.Equal("S:C: must be a single value\nS:E: is required", Faults());
    }

    [Fact]
    public void A_list_is_read_in_the_order_of_its_indexes_and_what_is_no_element_is_told()
    {
        var reader = Of(("L:10", "c"), ("L:2", "b"), ("L:0", "a"), ("L:x", "no index"), ("L:-1", "no index"), ("E", ""), ("V", "value"), ("T:0", "a"), ("T:1", ""), ("T:2:Name", "deeper"));
        Assert.Equal(["S:L:0", "S:L:2", "S:L:10"], reader.Items("L").Select(item => item.Path));
        Assert.Empty(reader.Items("E"));
        Assert.Empty(reader.Items("V"));
        Assert.Equal(["a"], reader.Texts("T"));
        Assert.Equal(
            [
                "S:L:-1: is not an index of a list", "S:L:x: is not an index of a list", "S:T:1: must be a single, non-empty value", "S:T:2: must be a single, non-empty value",
                "S:V: is a list: write name:0, name:1 and so on",
            ],
            Faults().Split('\n').Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_section_exists_where_it_has_a_value_or_children_and_keys_are_whole()
    {
        var reader = Of(("A", "x"), ("B", ""), ("C:D", "y"));
        Assert.Equal([true, true, true, false], new[] { "A", "B", "C", "D" }.Select(name => reader.Section(name).Exists));
        Assert.Equal(["A", "B", "C"], reader.Names);
        Assert.Equal("S:C:D", reader.Section("C").Key("D"));
        Assert.Equal("C:D", new SettingsReader(new ConfigurationBuilder().Build(), "", faults).Section("C").Key("D"));
    }

    [Fact]
    public void What_nobody_asked_for_is_told_with_what_is_known()
    {
        Of(("Timout", "x")).RejectUnknown();
        Assert.Equal("S:Timout: is not a setting", Faults());

        var reader = Of(("Timout", "x"), ("Z", "1"), ("a", "1"), ("M:0", "1"), ("Known", "1"));
        reader.Section("Z");
        reader.Items("M");
        reader.Text("A");
        reader.RejectUnknownBut(["Known"]);
        Assert.Equal("S:Timout: is not a setting\nS:Timout: is not a setting; known here: A, Known, M, Z", Faults());
    }

    [Fact]
    public void All_mistakes_come_out_together_and_each_once()
    {
        faults.ThrowIfAny();
        faults.Add("A", "is wrong");
        faults.Add("B", "is wrong");
        faults.Add("A", "is wrong");
        var thrown = Assert.Throws<InvalidSettingsException>(faults.ThrowIfAny);
        Assert.Equal(string.Join(Environment.NewLine, "The configuration has faults:", "  A: is wrong", "  B: is wrong"), thrown.Message);
        Assert.Equal([new("A", "is wrong"), new("B", "is wrong")], thrown.Faults);
    }

    private string Faults() => string.Join('\n', faults.All);

    private SettingsReader Of(params (string Key, string Value)[] settings) => new(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build(), "S", faults);
}
