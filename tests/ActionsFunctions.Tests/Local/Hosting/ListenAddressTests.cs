using System.Net;
using ActionsFunctions.Local.Hosting;
using ActionsFunctions.Settings;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Local.Hosting;

public sealed class ListenAddressTests
{
    [Fact]
    public void Listens_on_loopback_where_nothing_is_set() => Assert.Equal(new(IPAddress.Loopback, 7071), Of(null, null));

    [Theory]
    [InlineData("http://0.0.0.0:80")]
    [InlineData("http://[::]:80")]
    [InlineData("http://192.0.2.1:80")]
    public void Listens_for_other_machines_only_with_a_function_key(string url)
    {
        Assert.Equal(80, Of(url, "a key").Port);
        Assert.Equal("Local:Url", Assert.Single(Assert.Throws<InvalidSettingsException>(() => Of(url, null)).Faults).Key);
    }

    [Theory]
    [InlineData("7071")]
    [InlineData("https://127.0.0.1:7071")]
    [InlineData("http://127.0.0.1:7071/api")]
    [InlineData("http://contoso.example:7071")]
    [InlineData("http://localhost:0")]
    public void Refuses_what_it_cannot_listen_on(string url) => Assert.Throws<InvalidSettingsException>(() => Of(url, "a key"));

    [Fact]
    public void Refuses_a_function_key_that_it_cannot_read() =>
        Assert.Equal("Local:FunctionKey", Assert.Single(Assert.Throws<InvalidSettingsException>(() => Of(null, "keyvault:key")).Faults).Key);

    private static ListenAddress Of(string? url, string? key) => ListenAddress.Of(
        new ConfigurationBuilder().AddInMemoryCollection([new("Local:Url", url), new("Local:FunctionKey", key)]).Build());
}
