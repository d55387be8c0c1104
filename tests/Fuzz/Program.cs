// Hostile requests, tokens, flows, recordings and upstream answers against the product in this process; seeded, so that every case can be played again.
// Run: dotnet run -c Release --project tests/Fuzz -- --cases 1000000 --seed 7      (default 100,000 cases, seed 1)
//      dotnet run -c Release --project tests/Fuzz -- --target okta --case 4711     (that one case, with what it sent)
using System.Globalization;
using ActionsFunctions.Fuzz;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (FuzzOptions.Read(args) is not { } options)
{
    Console.Error.WriteLine("fuzz [--cases N] [--seed S] [--target NAME] [--case K]");
    return 2;
}

return await new FuzzRun(options).RunAsync(Console.Out) ? 0 : 1;
