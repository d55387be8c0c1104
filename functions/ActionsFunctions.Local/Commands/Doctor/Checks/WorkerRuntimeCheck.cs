using ActionsFunctions.Local.Commands.Doctor.Subjects;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>The Functions host starts the worker that this setting names. Flex Consumption knows it from the app itself and refuses the setting.</summary>
internal sealed class WorkerRuntimeCheck : ICheck<Installation>
{
    public const string Key = "FUNCTIONS_WORKER_RUNTIME";
    private const string Isolated = "dotnet-isolated";

    public string Id => "worker-runtime";

    public string About => "the Functions host starts the right worker";

    public bool Applies(Installation subject) => subject.IsFunctionsApp;

    public Task<IReadOnlyList<Finding>> RunAsync(Installation subject, CancellationToken cancellationToken)
    {
        var runtime = subject.Settings[Key];
        var deployed = !string.IsNullOrEmpty(subject.Settings["WEBSITE_SITE_NAME"]);
        return Task.FromResult<IReadOnlyList<Finding>>(string.Equals(runtime, Isolated, StringComparison.OrdinalIgnoreCase) || (runtime is null && deployed)
            ? []
            : [Finding.Fail($"{Key}: must be {Isolated}; otherwise the host finds no functions. Set it in Values of local.settings.json, or in the app settings.")]);
    }
}
