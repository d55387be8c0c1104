// The parts of a login one by one, in one process (no build of BenchmarkDotNet's own). Run: dotnet run -c Release --project tests/benchmarks/Micro FOLDER [quick | smoke]
using ActionsFunctions.Benchmarks.Micro;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Exporters.Csv;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

var job = args is [_, var size, ..] ? size switch { "smoke" => Job.Dry, "quick" => Job.ShortRun, _ => Job.MediumRun.WithLaunchCount(1) } : Job.MediumRun.WithLaunchCount(1);
var config = ManualConfig.CreateEmpty()
    .AddJob(job.WithToolchain(InProcessNoEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(ConsoleLogger.Default)
    .AddExporter(MarkdownExporter.Console, CsvExporter.Default)
    .WithArtifactsPath(args is [var folder, ..] ? folder : "artifacts");
var summary = BenchmarkRunner.Run<LoginParts>(config);
return summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success) ? 1 : 0;
