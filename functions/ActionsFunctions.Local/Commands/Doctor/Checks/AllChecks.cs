using ActionsFunctions.Local.Commands.Doctor.Subjects;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>Every check. Adding one: a file beside the others, a line here, a row in docs/doctor.md.</summary>
internal static class AllChecks
{
    /// <summary>From inside, in the order of the report.</summary>
    public static IReadOnlyList<ICheck<Installation>> OfInstallation { get; } =
    [
        new SettingsCheck(),
        new DevelopmentCredentialsCheck(),
        new ClaimReservedCheck(),
        new ClaimMappingCheck(),
        new DeadlineCheck(),
        new VaultReachableCheck(),
        new SecretReadableCheck(),
        new SecretExpiryCheck(),
        new TokenEndpointCheck(),
        new GraphPermissionCheck(),
        new BackendReachableCheck(),
        new EntraAudienceCheck(),
        new EntraIdentifierUriCheck(),
        new EntraMetadataCheck(),
        new EntraCallersCheck(),
        new ClockSkewCheck(),
        new WorkerRuntimeCheck(),
        new RoutePrefixCheck(),
        new StorageSettingsCheck(),
        new StorageRoleCheck(),
    ];

    /// <summary>From outside, in the order of the report; the first says whether the others have anything to look at.</summary>
    public static IReadOnlyList<ICheck<Deployment>> OfDeployment { get; } =
    [
        new LiveProbe(),
        new ReadyProbe(),
        new ProvidersProbe(),
        new FunctionKeyProbe(),
        new ChunkedBodyProbe(),
        new CertificateProbe(),
        new AppClockProbe(),
        new RoundTripProbe(),
        new AudienceHostProbe(),
        new LoginProbe(),
    ];
}
