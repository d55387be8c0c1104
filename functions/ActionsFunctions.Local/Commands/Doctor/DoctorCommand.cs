using ActionsFunctions.Local.Commands.Doctor.Checks;
using ActionsFunctions.Local.Commands.Doctor.Subjects;
using ActionsFunctions.Local.Hosting;
using ActionsFunctions.Local.Tenant;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Local.Commands.Doctor;

/// <summary>Looks at an installation, from inside or from outside, and says of everything that is wrong what to do.</summary>
internal static class DoctorCommand
{
    public static LocalCommand Command { get; } = new(
        "doctor", DoctorOptions.Synopsis, "what is wrong with the configuration of this folder and environment, or with an app that runs, and what to do; exit 1 on any failure",
        DoctorOptions.Syntax, RunAsync);

    private static async Task<int> RunAsync(Arguments arguments, LocalConsole console, CancellationToken cancellationToken)
    {
        if (DoctorOptions.Read(arguments, out var fault) is not { } options)
            return LocalCommands.Refuse(console, fault!);
        var (subject, report) = await ExamineAsync(options, console, cancellationToken);
        if (options.Json)
            DoctorJson.Write(report, console.Out);
        else
            new DoctorText(console).Write(subject, report);
        return report.Any(diagnosis => diagnosis.Status == Health.Fail) ? ExitCode.Failed : ExitCode.Done;
    }

    private static async Task<(string Subject, IReadOnlyList<Diagnosis> Report)> ExamineAsync(DoctorOptions options, LocalConsole console, CancellationToken cancellationToken)
    {
        try
        {
            if (options.Url is not null)
                return ("A running installation, from outside", await ProbeAsync(options, console, cancellationToken));
            var folder = Environment.CurrentDirectory;
            return FunctionsFolder.IsOne(folder)
                ? ("The Functions app of this folder and environment", await FunctionsAppAsync(folder, console, cancellationToken))
                : ("The local server, as configured in this environment", await LocalServerAsync(folder, console, cancellationToken));
        }
        catch (InvalidSettingsException unreadable)
        {
            // A file that cannot be read leaves nothing else to look at.
            var check = new SettingsCheck();
            return ("The configuration cannot be read", [new(check.Id, check.About, SettingsCheck.Of(unreadable))]);
        }
    }

    private static async Task<IReadOnlyList<Diagnosis>> FunctionsAppAsync(string folder, LocalConsole console, CancellationToken cancellationToken)
    {
        using var installation = new Installation(FunctionsFolder.Read(folder), folder, tenant: null, console.Clock);
        return await new Checkup(console.Clock).RunAsync(AllChecks.OfInstallation, installation, cancellationToken);
    }

    private static async Task<IReadOnlyList<Diagnosis>> LocalServerAsync(string folder, LocalConsole console, CancellationToken cancellationToken)
    {
        using var log = console.OpenLog(LogLevel.Warning);
        await using var tenant = await LocalTenant.StartAsync(console.Clock, log, cancellationToken);
        var settings = LocalSettings.Build(tenant.Address, tenant.Vault.Address, new Dictionary<string, string?>(StringComparer.Ordinal));
        using var installation = new Installation(settings, folder, tenant, console.Clock);
        return await new Checkup(console.Clock).RunAsync(AllChecks.OfInstallation, installation, cancellationToken);
    }

    private static async Task<IReadOnlyList<Diagnosis>> ProbeAsync(DoctorOptions options, LocalConsole console, CancellationToken cancellationToken)
    {
        var folder = Environment.CurrentDirectory;
        var settings = FunctionsFolder.IsOne(folder) ? FunctionsFolder.Read(folder) : LocalSettings.Credentials(options.Url!);
        using var deployment = new Deployment(options.Url!, settings, console.Clock)
        {
            FunctionKey = options.FunctionKey ?? (settings[ListenAddress.FunctionKeyKey] is { Length: > 0 } key ? key : null),
            User = options.User,
        };
        if (options.User is not null)
            console.Error.WriteLine("--user: actions run there, for that user, as in a real login.");
        var checkup = new Checkup(console.Clock);
        var live = await checkup.RunAsync([AllChecks.OfDeployment[0]], deployment, cancellationToken);
        return live[0].Status == Health.Fail ? live : [.. live, .. await checkup.RunAsync([.. AllChecks.OfDeployment.Skip(1)], deployment, cancellationToken)];
    }
}
