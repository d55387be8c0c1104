// Servers to compare with, and the upstream of all. Usage: Rivals bare | parallel <upstream> <calls> | upstream <delay in ms> [faults]
using System.Globalization;
using System.Net;
using ActionsFunctions.Benchmarks.Rivals;

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
await using var server = builder.Build();
switch (args[0])
{
    case "bare":
        server.MapPost("/api/post-login/auth0", new BareServer().HandleAsync);
        break;
    case "parallel":
        server.MapPost("/api/post-login/auth0", new ParallelServer(args[1], int.Parse(args[2], CultureInfo.InvariantCulture)).HandleAsync);
        break;
    default:
        server.Run(new Upstream(TimeSpan.FromMilliseconds(int.Parse(args[1], CultureInfo.InvariantCulture)), faults: args.Length > 2).HandleAsync);
        break;
}

await server.StartAsync();
Console.WriteLine(server.Urls.First());
Console.WriteLine("ready");
await server.WaitForShutdownAsync();
