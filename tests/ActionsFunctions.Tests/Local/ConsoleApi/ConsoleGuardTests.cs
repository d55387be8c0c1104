using System.Net;
using System.Text;

namespace ActionsFunctions.Tests.Local.ConsoleApi;

/// <summary>The console runs any flow that a request brings: nobody but its own page may ask for that.</summary>
public sealed class ConsoleGuardTests(ConsoleOfClass shared) : IClassFixture<ConsoleOfClass>
{
    private const string Login = """{"provider":"auth0","user":"bob"}""";

    private ConsoleFixture Console => shared.Console;

    [Fact]
    public async Task A_request_without_the_header_of_the_page_is_refused() => await RefusedAsync(HttpStatusCode.Forbidden, "cross-site", ("x-console", null));

    [Theory]
    [InlineData("https://attacker.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    public async Task A_request_of_another_origin_is_refused(string origin) => await RefusedAsync(HttpStatusCode.Forbidden, "cross-site", ("Origin", origin));

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("none")]
    public async Task A_request_that_the_browser_says_another_site_made_is_refused(string site) =>
        await RefusedAsync(HttpStatusCode.Forbidden, "cross-site", ("Sec-Fetch-Site", site));

    [Fact]
    public async Task The_page_itself_is_answered()
    {
        var origin = Console.Address.GetLeftPart(UriPartial.Authority);
        using var answer = await Console.SendAsync(HttpMethod.Post, "console/api/run", Login, ("Origin", origin), ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("rebound.attacker.example")]
    [InlineData("localhost.attacker.example")]
    public async Task A_name_that_was_rebound_to_this_machine_gets_neither_the_api_nor_the_page(string host)
    {
        await RefusedAsync(HttpStatusCode.MisdirectedRequest, "host-refused", ("Host", host));
        using var page = await Console.SendAsync(HttpMethod.Get, "", null, ("Host", host));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, page.StatusCode);
    }

    [Theory]
    [InlineData("localhost:7071")]
    [InlineData("[::1]:7071")]
    public async Task The_own_names_of_this_machine_are_served(string host)
    {
        using var page = await Console.SendAsync(HttpMethod.Get, "", null, ("Host", host));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task No_preflight_is_ever_answered_with_leave()
    {
        using var answer = await Console.SendAsync(
            HttpMethod.Options, "console/api/run", null, ("x-console", null), ("Origin", "https://attacker.example"), ("Access-Control-Request-Method", "POST"));
        Assert.False(answer.IsSuccessStatusCode);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_form_of_another_site_cannot_be_taken_for_json()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Console.Address, "console/api/run")) { Content = new StringContent(Login, Encoding.UTF8, "text/plain") };
        request.Headers.Add("x-console", "1");
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task The_api_demands_the_function_key_where_one_is_set()
    {
        await using var guarded = await ConsoleFixture.StartAsync(("Local:FunctionKey", "open sesame"));
        using var without = await guarded.SendAsync(HttpMethod.Get, "console/api/setup");
        using var wrong = await guarded.SendAsync(HttpMethod.Get, "console/api/setup", null, ("x-functions-key", "open"));
        using var right = await guarded.SendAsync(HttpMethod.Get, "console/api/setup", null, ("x-functions-key", "open sesame"));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK), (without.StatusCode, wrong.StatusCode, right.StatusCode));
    }

    [Fact]
    public async Task Beyond_loopback_the_api_answers_with_the_key_only()
    {
        await using var open = await ConsoleFixture.StartAsync(("Local:Url", "http://0.0.0.0:0"), ("Local:FunctionKey", "open sesame"));
        var url = $"http://127.0.0.1:{open.Address.Port}/console/api/run";
        using var refused = await open.SendAsync(HttpMethod.Post, url, Login);
        using var answered = await open.SendAsync(HttpMethod.Post, url, Login, ("x-functions-key", "open sesame"));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (refused.StatusCode, answered.StatusCode));
    }

    private async Task RefusedAsync(HttpStatusCode status, string code, params (string Name, string? Value)[] headers)
    {
        using var answer = await Console.SendAsync(HttpMethod.Post, "console/api/run", Login, headers);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains($"\"{code}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
