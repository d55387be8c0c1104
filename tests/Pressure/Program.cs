// 5,000 logins while 1 % of the calls to every upstream hang and 1 % break, of this product and of a plain client; what the heap is later; and how fast
// the first login of a new process is. Prints tables.
// Run: dotnet run -c Release --project tests/Pressure (with the argument cold: new processes only)
//      dotnet run -c Release --project tests/Pressure -- --soak [--plant-leak]      (12,000 logins through all providers while the backend fails)
using System.Globalization;
using ActionsFunctions.Pressure;
using ActionsFunctions.Tests.Upstreams.Faults;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [ColdStart.Argument, var url, var thumbprint, var warm])
{
    await ColdStart.RunAsync(url, thumbprint, bool.Parse(warm));
    return;
}

if (args is ["cold"])
{
    await ColdStart.PrintAsync();
    return;
}

if (args is [Soak.Argument, ..])
{
    // With a leak planted it must fail: else it would notice none.
    var leaks = args is [_, Soak.LeakArgument];
    var isFlat = await Soak.RunAsync(logins: 12_000, leaks);
    Console.WriteLine(isFlat != leaks ? $"ok: {(leaks ? "a planted leak is noticed" : "soak")}\n1 passed, 0 failed" : "FAILED\n0 passed, 1 failed");
    return;
}

const int Logins = 5_000;
const int AtOnce = 32;
Console.WriteLine($"{Logins} logins, {AtOnce} at once; per upstream 1 % hangs and 1 % errors; the caller waits 1 s, budget 0.7 s; {Environment.ProcessorCount} cores\n");
Console.WriteLine($"{"",-22}{"answered in 900 ms",20}{"with every claim",18}{"p50 ms",9}{"p99 ms",9}{"heap MB",9}");

var clock = new LaterClock();
await using (var proxy = new FaultProxy(Faulty.Script))
await using (var product = new FaultyLogin(proxy, "00:00:00.700", "00:00:00.700", clock))
{
    await product.WarmUpAsync();
    // Again and again on one instance: what an abandoned login kept would show as growth.
    foreach (var name in (string[])["this product", "  the same, 10,000th", "  the same, 15,000th"])
    {
        await Measured.RunAsync(name, Logins, AtOnce, async user =>
        {
            var answer = await product.SendAsync(user);
            return (answer.Status == 200, answer.Claims == 2);
        });
    }

    // What is left after the ids of the messages no longer count against replay.
    for (var i = 1; i <= 2; i++)
    {
        clock.Later(TimeSpan.FromMinutes(11));
        await Measured.RunAsync($"  {11 * i} minutes later", logins: 100, AtOnce, async user => ((await product.SendAsync(user)).Status == 200, true));
    }
}

await using (var proxy = new FaultProxy(Faulty.Script))
using (var plain = new PlainClient(proxy.Url))
    await Measured.RunAsync("plain client", Logins, AtOnce, plain.LoginAsync);

await ColdStart.PrintAsync();
