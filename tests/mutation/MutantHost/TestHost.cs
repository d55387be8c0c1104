using System.Diagnostics;
using Microsoft.Testing.Platform.Extensions.Messages;
using Microsoft.Testing.Platform.Extensions.TestFramework;
using Microsoft.Testing.Platform.Requests;
using Answers = System.Collections.Generic.IEnumerable<(string Class, Microsoft.Testing.Platform.Extensions.Messages.TestNodeStateProperty State)>;

namespace ActionsFunctions.Mutation;

/// <summary>What Stryker asks for, answered by class: which there are, what they reach without a mutant, and whether one notices a mutant.</summary>
internal sealed class TestHost : ITestFramework, IDataProducer
{
    private const long MostMemory = 2L * 1024 * 1024 * 1024;
    private readonly Ledger ledger = Ledger.OfThisRun();
    private readonly Limits limits = new();
    private readonly Lazy<string[]> classes = new(() => [.. Generation.Load().Classes()]);
    private MutantTrial? trial;

    public string Uid => "actions-functions-mutation";

    public string Version => "1.0.0";

    public string DisplayName => "Tests of the core, for mutants";

    public string Description => DisplayName;

    public Type[] DataTypesProduced => [typeof(TestNodeUpdateMessage)];

    public Task<bool> IsEnabledAsync() => Task.FromResult(true);

    public Task<CreateTestSessionResult> CreateTestSessionAsync(CreateTestSessionContext context) => Task.FromResult(new CreateTestSessionResult { IsSuccess = true });

    public Task<CloseTestSessionResult> CloseTestSessionAsync(CloseTestSessionContext context) => Task.FromResult(new CloseTestSessionResult { IsSuccess = true });

    public async Task ExecuteRequestAsync(ExecuteRequestContext context)
    {
        var answers = context.Request is DiscoverTestExecutionRequest ? classes.Value.Select(name => (name, (TestNodeStateProperty)DiscoveredTestNodeStateProperty.CachedInstance))
            : MutantSwitch.Active is var mutant && !MutantSwitch.IsOff(mutant) ? await RunWithAsync(mutant)
            : await RunWithoutAsync();
        var session = ((TestExecutionRequest)context.Request).Session.SessionUid;
        foreach (var (name, state) in answers)
            await context.MessageBus.PublishAsync(this, new TestNodeUpdateMessage(session, new TestNode { Uid = name, DisplayName = name, Properties = new(state) }));
        context.Complete();
    }

    private async Task<Answers> RunWithoutAsync()
    {
        // Stryker asks twice: before it has compiled mutants in, which tells nothing that the second time does not, and then for what is covered.
        if (Environment.GetEnvironmentVariable("STRYKER_COVERAGE_FILE") is not { Length: > 0 } coverage)
            return classes.Value.Select(name => (name, (TestNodeStateProperty)PassedTestNodeStateProperty.CachedInstance));

        if (!File.Exists(ledger.ReachFile))
        {
            var endings = await ReachCapture.RunAsync(classes.Value, ledger.ReachFile);
            foreach (var (name, ending) in endings.Where(one => one.Value.Failed is not null))
                ledger.NoteFault(name, ending);
        }

        // Stryker reads every file whose name begins so. That some are static it need not know: all are asked for with all classes.
        var file = Path.Combine(Path.GetTempPath(), $"{Path.GetFileNameWithoutExtension(coverage)}-host{Path.GetExtension(coverage)}");
        await File.WriteAllTextAsync(file, string.Join(',', Reach.Read(ledger.ReachFile).All) + ";");
        return classes.Value.Select(name => (name, (TestNodeStateProperty)PassedTestNodeStateProperty.CachedInstance));
    }

    private async Task<Answers> RunWithAsync(int mutant)
    {
        var judged = ledger.Of(mutant) ?? await JudgeAsync(mutant);
        if (judged.Stuck || Environment.WorkingSet > MostMemory)
            _ = LeaveAsync();
        // A class that hangs fails as well: Stryker does not take "timed out" for an answer. The report knows it from the ledger.
        return classes.Value.Select(name => (name, judged.By is { } by && by.Class == name ? (TestNodeStateProperty)new FailedTestNodeStateProperty(by.Method) : PassedTestNodeStateProperty.CachedInstance));
    }

    private async Task<Judgement> JudgeAsync(int mutant)
    {
        if (limits.LeaveOut(mutant))
        {
            var none = new Judgement(Verdict.LeftOut, null, 0, false, false);
            ledger.Note(mutant, none, default, default);
            return none;
        }

        var (started, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        trial ??= new(Reach.Read(ledger.ReachFile), ledger.KillerBefore);
        var judged = await trial.JudgeAsync(mutant);
        ledger.Note(mutant, judged, Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - processor);
        return judged;
    }

    /// <summary>Something in this process never ends, or it has grown: Stryker starts another for the next mutant.</summary>
    private static async Task LeaveAsync()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        Environment.Exit(0);
    }
}
