using ActionsFunctions.Local.Commands.Doctor.Subjects;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>Can every backend of the flow be reached?</summary>
internal sealed class BackendReachableCheck : ICheck<Installation>
{
    public string Id => "backend-reachable";

    public string About => "backends of the flow can be reached";

    public bool Applies(Installation subject) => subject.Origins.AnyBackend;

    public async Task<IReadOnlyList<Finding>> RunAsync(Installation subject, CancellationToken cancellationToken) =>
    [
        .. (await subject.Origins.BackendsAsync(cancellationToken))
            .Where(origin => origin.Fault is not null)
            .Select(origin => Finding.Fail($"{origin.Setting}: {origin.Fault}. Correct the address, or open the way to it.")),
    ];
}
