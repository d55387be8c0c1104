using System.Net;
using ActionsFunctions.Hosting;
using ActionsFunctions.Local.ConsoleApi;

namespace ActionsFunctions.Tests.Local.ConsoleApi;

public sealed class ConsolePageTests(ConsoleOfClass shared) : IClassFixture<ConsoleOfClass>
{
    private static readonly string[] Elsewhere = ["http:", "https:", "//", "data:", "javascript:"];

    private ConsoleFixture Console => shared.Console;

    [Theory]
    [InlineData("", "text/html")]
    [InlineData("console/main.js", "text/javascript")]
    [InlineData("console/tokens.css", "text/css")]
    [InlineData("console/icon.svg", "image/svg+xml")]
    public async Task Serves_the_page_and_its_files_under_a_strict_policy(string path, string contentType)
    {
        using var answer = await Console.SendAsync(HttpMethod.Get, path);
        Assert.Equal((HttpStatusCode.OK, contentType), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    [Theory]
    [InlineData("console/../Program.cs")]
    [InlineData("console/%2e%2e/%2e%2e/actions.json")]
    [InlineData("console/none.js")]
    [InlineData("console/api/none")]
    public async Task What_is_no_file_of_the_page_is_not_found(string path)
    {
        using var answer = await Console.SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("POST", "", "GET, HEAD")]
    [InlineData("GET", "console/api/run", "POST")]
    [InlineData("POST", "console/api/setup", "GET")]
    public async Task Says_which_methods_are_right(string method, string path, string allowed)
    {
        using var answer = await Console.SendAsync(new(method), path);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(allowed, string.Join(", ", answer.Content.Headers.Allow));
    }

    [Fact]
    public async Task The_page_names_nothing_that_lies_elsewhere()
    {
        using var answer = await Console.SendAsync(HttpMethod.Get, "");
        var page = await answer.Content.ReadAsStringAsync();
        Assert.All(page.Split('"').Where((_, index) => index % 2 == 1), value => Assert.DoesNotContain(Elsewhere, prefix => value.StartsWith(prefix, StringComparison.Ordinal)));
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_product_which_the_Azure_app_is_made_of_knows_no_console()
    {
        var product = typeof(WebhookApp).Assembly;
        var pages = typeof(ConsoleAssets).Assembly.GetManifestResourceNames();
        Assert.NotEmpty(pages);
        Assert.Empty(product.GetManifestResourceNames().Intersect(pages, StringComparer.Ordinal));
        Assert.DoesNotContain(product.GetManifestResourceNames(), name => !name.EndsWith(".json", StringComparison.Ordinal));
        Assert.DoesNotContain(product.GetReferencedAssemblies(), reference => reference.Name!.EndsWith(".Local", StringComparison.Ordinal));
        var app = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "functions", "ActionsFunctions.Azure.csproj"));
        Assert.DoesNotContain("ActionsFunctions.Local", app, StringComparison.Ordinal);
        Assert.DoesNotContain("Console", app, StringComparison.Ordinal);
    }
}
