using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using ActionsFunctions.Hosting;
using ActionsFunctions.Receiving;
using ActionsFunctions.Tests.Upstreams;
using ActionsFunctions.Tests.Upstreams.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Pressure;

/// <summary>A new process each time: from its start to readiness, and then its first logins, one after the other.</summary>
internal static class ColdStart
{
    public const string Argument = "--cold";
    private const int Processes = 7;
    private const int Logins = 10;

    // As far away as a service in the same region.
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(10);

    public static async Task PrintAsync()
    {
        Console.WriteLine($"\n{Processes} new processes each, medians in ms; Graph, backend and token endpoint over TLS (HTTP/2), each call takes {Latency.TotalMilliseconds} ms there\n");
        Console.WriteLine($"{"",-22}{"start to ready",16}{"1st login",12}{"2nd",8}{"10th",8}{"compiled in the 1st",22}");
        await using var upstream = await TlsServer.StartAsync(HttpProtocols.Http1AndHttp2, AnswerAsync);
        foreach (var (name, warm) in new[] { ("with warm-up", true), ("without", false) })
        {
            var runs = new List<double[]>();
            for (var i = 0; i < Processes; i++)
                runs.Add(await ChildAsync(upstream, warm));
            Console.WriteLine($"{name,-22}{Median(runs, 0),16:F0}{Median(runs, 1),12:F1}{Median(runs, 2),8:F1}{Median(runs, Logins),8:F1}{Median(runs, Logins + 1),22:F0}");
        }
    }

    /// <summary>The child: prints the time to readiness, then the time of each login.</summary>
    public static async Task RunAsync(string url, string thumbprint, bool warm)
    {
        var settings = FaultyLogin.Settings(_ => url, "00:00:05", "00:00:05");
        var clock = TimeProvider.System;
        await using var app = WebhookApp.Create(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), new()
        {
            Upstreams = new() { ConfigureHandler = TlsServer.Trust(thumbprint) },
        });
        if (warm)
            await app.WarmUpAsync(CancellationToken.None);
        // As a platform would look; without warm-up it would not be sent a login at all, so that the answer does not count.
        var probe = new WebhookRequest("GET", "/health/ready", new Dictionary<string, string>(StringComparer.Ordinal), [], Stream.Null, clock.GetTimestamp());
        await app.HandleAsync(probe, CancellationToken.None);
        // What the caller compiles to sign its first request is not the product's time.
        _ = FaultyLogin.Request("caller", clock);
        using var self = Process.GetCurrentProcess();
        var times = new List<double> { (clock.GetUtcNow() - new DateTimeOffset(self.StartTime)).TotalMilliseconds };
        var compiled = 0L;
        for (var i = 0; i < Logins; i++)
        {
            var before = JitInfo.GetCompiledMethodCount();
            var request = FaultyLogin.Request($"u{i}", clock);
            var answer = await app.HandleAsync(request, CancellationToken.None);
            times.Add(clock.GetElapsedTime(request.Arrived).TotalMilliseconds);
            if (i == 0)
                compiled = JitInfo.GetCompiledMethodCount() - before;
            if (answer.Status != 200 || answer.Body.Span.IndexOf("Finance"u8) < 0)
                throw new InvalidOperationException($"The login came to {answer.Status}.");
        }

        times.Add(compiled);
        Console.WriteLine(string.Join(' ', times.Select(time => time.ToString("F2", CultureInfo.InvariantCulture))));
    }

    private static async Task<double[]> ChildAsync(TlsServer upstream, bool warm)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Argument, upstream.Url, upstream.Thumbprint, $"{warm}"]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var child = Process.Start(start)!;
        var text = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return [.. text.Split(' ').Select(time => double.Parse(time, CultureInfo.InvariantCulture))];
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        await Task.Delay(Latency, TimeProvider.System, context.RequestAborted);
        await context.Response.WriteAsync(
            context.Request.Path.Value switch
            {
                "/token" => """{"access_token":"t","token_type":"Bearer","expires_in":3600}""",
                { } path when path.StartsWith("/v1.0", StringComparison.Ordinal) => """{"value":[{"id":"1","displayName":"Finance","securityEnabled":true}]}""",
                _ => """{"tier":"gold"}""",
            },
            context.RequestAborted);
    }

    private static double Median(List<double[]> runs, int column) => runs.Select(run => run[column]).Order().ElementAt(runs.Count / 2);
}
