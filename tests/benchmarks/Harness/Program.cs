// What the product costs, and how it compares. Usage: Harness <part> <full | quick | smoke> <folder of results> [folder of published servers]
using System.Globalization;
using ActionsFunctions.Benchmarks.InProcess;
using ActionsFunctions.Benchmarks.Report;
using ActionsFunctions.Benchmarks.Servers;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [var part, var size, var folder, ..])
{
    Console.Error.WriteLine("Usage: Harness allocation|types|growth|memory|overhead|throughput|start full|quick|smoke RESULTS [SERVERS]");
    return 2;
}

var effort = size switch { "quick" => Effort.Quick, "smoke" => Effort.Smoke, _ => Effort.Full };
var results = new Results(folder);
var published = new Published(args is [_, _, _, var servers] ? servers : "");
await (part switch
{
    "allocation" => Allocation.RunAsync(effort, results),
    "types" => AllocatedTypes.RunAsync(effort, results),
    "growth" => Growth.RunAsync(effort, results),
    "memory" => Memory.RunAsync(effort, results),
    "overhead" => Overhead.RunAsync(effort, results),
    "throughput" => Throughput.RunAsync(published, effort, results),
    _ => Starts.RunAsync(published, effort, results),
});
return 0;
