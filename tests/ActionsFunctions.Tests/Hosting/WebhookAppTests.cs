using ActionsFunctions.Actions;
using ActionsFunctions.Hosting;
using ActionsFunctions.Sharing;
using ActionsFunctions.Tests.Observing;
using ActionsFunctions.Tests.Sharing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Moq;

namespace ActionsFunctions.Tests.Hosting;

/// <summary>The last catch, and what the app is composed of.</summary>
public sealed class WebhookAppTests
{
    private static readonly IConfiguration OneAction = new ConfigurationBuilder().AddInMemoryCollection([new("PostLogin:Actions:0:Name", "echo")]).Build();
    private static readonly ActionType Echo = new("echo", _ => InlineAction.Of((_, _) => { }));

    [Theory]
    [InlineData(typeof(InvalidOperationException), false, 500)]
    [InlineData(typeof(InvalidOperationException), true, 500)]
    [InlineData(typeof(OperationCanceledException), false, 500)]
    [InlineData(typeof(TaskCanceledException), false, 500)]
    [InlineData(typeof(OperationCanceledException), true, null)]
    [InlineData(typeof(TaskCanceledException), true, null)]
    public async Task Everything_thrown_is_answered_and_logged_but_for_the_end_that_the_caller_wanted(Type thrown, bool isGone, int? status)
    {
        var log = new CapturedLog();
        await using var app = WebhookApp.Create(OneAction, new() { ActionTypes = [Echo], Log = log });
        var query = new Mock<IReadOnlyDictionary<string, string>>();
        query.Setup(it => it.TryGetValue("name", out It.Ref<string>.IsAny!)).Throws((Exception)Activator.CreateInstance(thrown)!);
        await using var caller = new TestApp();
        var request = caller.Post("/actions/echo", "{}") with { Query = query.Object, CorrelationId = "c-1" };
        var answering = app.HandleAsync(request, new(canceled: isGone));
        if (status is null)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answering);
        else
            Assert.Equal(status, (await answering).Status);
        Assert.Equal(status is null ? 0 : 1, log.Texts.Count(text => text == $"A request failed with {thrown.Name} id=c-1"));
    }

    [Fact]
    public async Task What_the_app_owns_ends_with_it()
    {
        var owned = new[] { new Mock<IDisposable>(), new Mock<IDisposable>() };
        await new WebhookApp(null!, null!, null!, null!, [.. owned.Select(resource => resource.Object)]).DisposeAsync();
        Assert.All(owned, resource => resource.Verify(it => it.Dispose(), Times.Once));
    }

    [Fact]
    public async Task The_apps_own_lines_are_of_the_category_that_the_documents_name()
    {
        var log = new Mock<ILoggerFactory>();
        log.Setup(it => it.CreateLogger(It.IsAny<string>())).Returns(Mock.Of<ILogger>());
        await using var app = WebhookApp.Create(OneAction, new() { ActionTypes = [Echo], Log = log.Object });
        log.Verify(it => it.CreateLogger("ActionsFunctions"), Times.Once);
    }

    [Theory]
    [InlineData("1d000000-0000-4000-8000-000000000001")]
    [InlineData(null)]
    public async Task Redis_is_opened_with_the_identity_of_the_app(string? clientId)
    {
        List<RedisSettings> opened = [];
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("AZURE_CLIENT_ID", clientId), new("Cache:Redis:EndPoint", "cache.contoso.example:10000"), new("Cache:EncryptionKeys:0", Instance.NewKey())])
            .Build();
        await using var app = WebhookApp.Create(settings, new() { Redis = Open });
        Assert.Equal([new RedisSettings("cache.contoso.example:10000", null, clientId)], opened);

        MemorySharedCache Open(RedisSettings redis)
        {
            opened.Add(redis);
            return new();
        }
    }
}
