using ActionsFunctions.Hosting;
using ActionsFunctions.Settings;
using ActionsFunctions.Tests.Local;

namespace ActionsFunctions.Tests.Hosting;

/// <summary>The flow file that a setting names.</summary>
public sealed class AppConfigurationTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"PostLogn":{"Actions":[{"Name":"premium-flag"}]}}""")]
    [InlineData("""{"Actions":[{"Name":"premium-flag"}]}""")]
    [InlineData("""{"PostLogin":{"Budgets":{"Auth0":"00:00:01"}}}""")]
    public void A_flow_file_without_a_flow_stops_the_start(string text)
    {
        using var flow = new TemporaryFile(text);
        var invalid = Assert.Throws<InvalidSettingsException>(() => Build(flow.Path));
        Assert.Equal("PostLogin:FlowFile: holds no flow: it needs PostLogin with the list Actions", Assert.Single(invalid.Faults).ToString());
    }

    [Theory]
    [InlineData(false, false, "of the folder")]
    [InlineData(true, false, "of the setting")]
    [InlineData(false, true, "given")]
    [InlineData(true, true, "given")]
    public void A_flow_file_that_is_given_wins_over_that_of_the_setting_and_this_over_the_one_in_the_folder(bool isSet, bool isGiven, string winner)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, AppConfiguration.FlowFile), Flow("of the folder"));
            using var set = new TemporaryFile(Flow("of the setting"));
            using var given = new TemporaryFile(Flow("given"));
            var settings = AppConfiguration.Build(folder.FullName, isSet ? [new("PostLogin:FlowFile", set.Path)] : null, isGiven ? given.Path : null);
            Assert.Equal(winner, settings["PostLogin:Actions:0:Name"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static string Flow(string name) => $$$"""{"PostLogin":{"Actions":[{"Name":"{{{name}}}"}]}}""";
    }

    [Fact]
    public void Without_the_file_there_is_no_start()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Assert.Throws<FileNotFoundException>(() => AppConfiguration.Build(folder.FullName));
        }
        finally
        {
            folder.Delete();
        }
    }

    [Fact]
    public void A_flow_of_no_actions_can_be_meant()
    {
        using var flow = new TemporaryFile("""{"PostLogin":{"Actions":[]}}""");
        Assert.Null(Build(flow.Path)["PostLogin:Actions:0:Name"]);
    }

    private static Microsoft.Extensions.Configuration.IConfiguration Build(string flow) =>
        AppConfiguration.Build(AppContext.BaseDirectory, [new("PostLogin:FlowFile", flow)]);
}
