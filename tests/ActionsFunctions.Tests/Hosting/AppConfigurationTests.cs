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
        Assert.Equal("PostLogin:FlowFile", Assert.Single(invalid.Faults).Key);
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
