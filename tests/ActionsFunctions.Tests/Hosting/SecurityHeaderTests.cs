namespace ActionsFunctions.Tests.Hosting;

public sealed class SecurityHeaderTests
{
    [Theory]
    [InlineData("/post-login/auth0", "POST")]
    [InlineData("/post-login/auth0/", "POST")]
    [InlineData("/post-login", "GET")]
    [InlineData("/cache/invalidate", "POST")]
    [InlineData("/health/live", "GET")]
    [InlineData("/health/ready/", "GET")]
    [InlineData("//post-login/auth0", "POST")]
    public async Task No_answer_is_a_redirect_or_may_be_kept(string path, string method)
    {
        await using var app = new TestApp();
        var response = await app.App.HandleAsync(app.Login() with { Path = path, Method = method }, CancellationToken.None);
        Assert.NotInRange(response.Status, 300, 399);
        Assert.DoesNotContain(response.Headers, header => header.Key == "Location");
        Assert.Contains(new("Cache-Control", "no-store"), response.Headers);
    }
}
