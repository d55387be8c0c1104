using System.Text.Json;
using ActionsFunctions.Local.Tenant.Faults;

namespace ActionsFunctions.Local.ConsoleApi;

/// <summary>What goes wrong in the local tenant during one login: <c>{graphDelayMs, graphThrottles, backendDelayMs, backendDown, tokenEndpointDown, secretsExpired}</c>.</summary>
internal sealed record TenantTrouble
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(30);

    /// <summary>Nothing goes wrong.</summary>
    public static TenantTrouble None { get; } = new();

    public TimeSpan GraphDelay { get; init; }

    public bool GraphThrottles { get; init; }

    public TimeSpan BackendDelay { get; init; }

    public bool BackendDown { get; init; }

    public bool TokenEndpointDown { get; init; }

    public bool SecretsExpired { get; init; }

    /// <summary>True where it shows only to an instance that has no token yet.</summary>
    public bool NeedsColdInstance => TokenEndpointDown || SecretsExpired;

    public static TenantTrouble Read(JsonElement run) => !run.TryGetProperty("tenant", out var tenant) || tenant.ValueKind != JsonValueKind.Object
        ? None
        : new()
        {
            GraphDelay = Delay(tenant, "graphDelayMs"),
            GraphThrottles = tenant.Flag("graphThrottles"),
            BackendDelay = Delay(tenant, "backendDelayMs"),
            BackendDown = tenant.Flag("backendDown"),
            TokenEndpointDown = tenant.Flag("tokenEndpointDown"),
            SecretsExpired = tenant.Flag("secretsExpired"),
        };

    /// <summary>Turns the tenant's switches to this.</summary>
    public void Apply(TenantFaults faults)
    {
        faults.GraphDelay = GraphDelay;
        faults.GraphThrottles = GraphThrottles;
        faults.BackendDelay = BackendDelay;
        faults.BackendDown = BackendDown;
        faults.TokenEndpointDown = TokenEndpointDown;
        faults.SecretsExpired = SecretsExpired;
    }

    private static TimeSpan Delay(JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var milliseconds)
            ? TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, MaxDelay.TotalMilliseconds))
            : TimeSpan.Zero;
}
