// The product on Kestrel, with the flow of the comparison. Usage: Product <upstream> <calls> <keep>
using System.Globalization;
using ActionsFunctions.Benchmarks;
using ActionsFunctions.Hosting;
using ActionsFunctions.Local.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

var settings = Scenario.Settings(args[0], int.Parse(args[1], CultureInfo.InvariantCulture), bool.Parse(args[2]));
await using var app = WebhookApp.Create(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), new());
await using var server = QuietKestrel.Build(QuietKestrel.FreeLoopbackPort, NullLoggerFactory.Instance);
server.Run(new WebhookEndpoint(app, TimeProvider.System).HandleAsync);
var address = await QuietKestrel.StartAsync(server, CancellationToken.None);
var warmUp = app.WarmUpAsync(CancellationToken.None);
Console.WriteLine(address);
await warmUp;
Console.WriteLine("ready");
await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
