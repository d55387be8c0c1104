using System.Globalization;
using System.Text;
using ActionsFunctions.Benchmarks.Load;
using ActionsFunctions.Hosting;
using ActionsFunctions.Receiving;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Benchmarks.InProcess;

/// <summary>The product in this process with a flow of synthetic actions.</summary>
internal sealed class BenchApp : IAsyncDisposable
{
    private static readonly Dictionary<string, string> NoQuery = new(StringComparer.Ordinal);
    private readonly WebhookApp app;
    private readonly byte[][] bodies;
    private long last;

    /// <summary>An app.</summary>
    /// <param name="flow">What the entries have in common, and how many there are.</param>
    /// <param name="bytes">The size of an event.</param>
    /// <param name="users">How many users log in, in turns.</param>
    /// <param name="clock">The clock; null: the system's.</param>
    public BenchApp(SyntheticFlow flow, int bytes, int users, TimeProvider? clock = null)
    {
        Clock = clock ?? TimeProvider.System;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(flow.Settings()).Build();
        app = WebhookApp.Create(configuration, new() { Clock = Clock, ActionTypes = flow.Types() });
        bodies = [.. Enumerable.Range(0, users).Select(user => SampleEvent.Body(user, bytes))];
    }

    public TimeProvider Clock { get; }

    /// <summary>The number of the user of a login.</summary>
    public int UserOf(long login) => (int)(login % bodies.Length);

    /// <summary>The next login, signed: made before time is taken.</summary>
    public (long Number, WebhookRequest Request) Next() => Signed(bodies);

    /// <summary>A login of a user nobody has seen.</summary>
    public WebhookRequest Stranger(int user) => Signed([SampleEvent.Body(user, 3_072)]).Request;

    public async Task AnswerAsync(WebhookRequest request)
    {
        var answer = await app.HandleAsync(request, CancellationToken.None);
        if (answer.Status != 200 || answer.Body.Span.IndexOf("\"Group 0000\""u8) < 0 || answer.Body.Span.IndexOf("\"diagnostics\":[]"u8) < 0)
            throw new InvalidOperationException($"A login came to {answer.Status}: {Encoding.UTF8.GetString(answer.Body.Span)}");
    }

    /// <summary>So many logins, every user once by default, so that code is compiled and answers are kept.</summary>
    public async Task WarmAsync(int logins = 0)
    {
        await app.WarmUpAsync(CancellationToken.None);
        for (var i = 0; i < (logins > 0 ? logins : bodies.Length); i++)
            await AnswerAsync(Next().Request);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private (long Number, WebhookRequest Request) Signed(byte[][] from)
    {
        var number = Interlocked.Increment(ref last);
        var body = from[(int)(number % from.Length)];
        var id = string.Create(CultureInfo.InvariantCulture, $"m{number}");
        var sent = Clock.GetUtcNow().ToUnixTimeSeconds();
        Span<byte> signature = stackalloc byte[64];
        var length = LoginMessage.Sign(string.Create(CultureInfo.InvariantCulture, $"{id}.{sent}."), body, signature);
        var headers = new WebhookHeaders
        {
            ["Content-Type"] = "application/json",
            ["Content-Length"] = body.Length.ToString(CultureInfo.InvariantCulture),
            ["webhook-id"] = id,
            ["webhook-timestamp"] = sent.ToString(CultureInfo.InvariantCulture),
            ["webhook-signature"] = "v1," + Encoding.ASCII.GetString(signature[..length]),
        };
        return (number, new("POST", "/post-login/auth0", NoQuery, headers, new MemoryStream(body), Clock.GetTimestamp()));
    }
}
