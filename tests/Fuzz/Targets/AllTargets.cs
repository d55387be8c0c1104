using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Fuzz.Targets;

/// <summary>Every surface, in the order in which they are played.</summary>
internal static class AllTargets
{
    /// <summary>What the shares of all targets come to.</summary>
    public const int Shares = 100;

    public static IReadOnlyList<Func<Task<ITarget>>> Makers { get; } =
    [
        .. ProviderSimulators.All.Select(simulator => (Func<Task<ITarget>>)(async () => new ProviderTarget(simulator, await FuzzedApp.StartAsync()))),
        async () => await JwtTarget.StartAsync(),
        () => Made(new WebhookHeaderTarget()),
        () => Made(new PointerTarget()),
        () => Made(new TemplateTarget()),
        () => Made(new FlowTarget()),
        () => Made(new RecordingTarget()),
        () => Made(new UpstreamTarget()),
    ];

    private static Task<ITarget> Made(ITarget target) => Task.FromResult(target);
}
