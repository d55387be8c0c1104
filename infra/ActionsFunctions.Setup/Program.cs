using System.Runtime.InteropServices;
using ActionsFunctions.Setup.Commands;
using ActionsFunctions.Setup.MicrosoftGraph;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var console = new SetupConsole(Console.Out, Console.Error, TimeProvider.System, Environment.GetEnvironmentVariable, GraphTenant.Open);
return await SetupCommands.RunAsync(args, console, stop.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
