using ActionsFunctions.Setup.Steps;
using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.Connecting;

/// <summary>
/// Removes what <see cref="ConnectPlan"/> makes, in reverse, and nothing that does not bear the connection's mark. Microsoft's own service principal
/// stays: other extensions of the tenant call through it.
/// </summary>
/// <param name="tenant">The tenant.</param>
/// <param name="connection">The connection.</param>
/// <param name="state">What is there.</param>
/// <param name="whole">False: only the applications in <paramref name="state"/> are taken out of it.</param>
internal sealed class DisconnectPlan(Tenant tenant, Connection connection, TenantState state, bool whole)
{
    public IReadOnlyList<Step> Steps()
    {
        var steps = new List<Step>();
        steps.AddRange(Listeners());
        steps.AddRange(Assignments());
        steps.AddRange(MappedClaims());
        if (whole)
            steps.AddRange(Rest());
        return steps;
    }

    /// <summary>The applications that a connection reaches: those that listen, have its policy, or bear its mark since a run was interrupted.</summary>
    public static async Task<IReadOnlyList<string>> ConnectedAsync(Tenant tenant, Connection connection, TenantState state, CancellationToken cancellationToken)
    {
        var appIds = state.Listeners.Where(listener => listener.DisplayName == connection.Mark).SelectMany(listener => listener.AppIds).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (state.Policy is { } policy)
            appIds.UnionWith(await tenant.Policies.AppliesToAsync(policy.Id, cancellationToken));
        appIds.UnionWith(await tenant.Registrations.TaggedAsync(connection.Mark, cancellationToken));
        return [.. appIds.Order(StringComparer.Ordinal)];
    }

    private IEnumerable<Step> Listeners() => state.Listeners
        .Where(listener => listener.DisplayName == connection.Mark)
        .Where(listener => whole || listener.AppIds.Any(appId => state.Applications.Any(application => string.Equals(application.AppId, appId, StringComparison.OrdinalIgnoreCase))))
        .Select(listener => Remove(
            $"listener:{string.Join(',', listener.AppIds)}", $"the listener of {string.Join(", ", listener.AppIds)}", Right.Listeners, listener.Id, tenant.Listeners.DeleteAsync));

    private IEnumerable<Step> Assignments()
    {
        foreach (var application in state.Applications)
        {
            if (application.Principal is not { } principal || state.Policy is not { } policy || !application.Policies.Any(assigned => assigned.Id == policy.Id))
                continue;
            yield return Remove(
                $"assignment:{application.AppId}",
                $"the policy of \"{principal.DisplayName}\"",
                Right.Policies,
                policy.Id,
                (id, cancellationToken) => tenant.Policies.UnassignAsync(principal.Id, id, cancellationToken));
        }
    }

    // After the assignments: with a policy but without acceptMappedClaims every login fails (AADSTS50146).
    private IEnumerable<Step> MappedClaims()
    {
        foreach (var application in state.Applications)
        {
            if (application.Registration is not { } there || Connecting.MappedClaims.Restore(there, connection) is not { } change)
                continue;
            yield return new Step($"mapped-claims:{application.AppId}", StepKind.Change, $"\"{there.DisplayName}\" as it was before it accepted mapped claims")
            {
                Needs = Right.Registrations,
                ApplyAsync = cancellationToken => tenant.Registrations.UpdateAsync(there.Id, change, cancellationToken),
            };
        }
    }

    // The registration takes its service principal and the consent with it.
    private IEnumerable<Step> Rest()
    {
        if (state.Policy is { } policy)
            yield return Remove("policy", $"claims mapping policy \"{policy.DisplayName}\"", Right.Policies, policy.Id, tenant.Policies.DeleteAsync);
        if (state.Extension is { } extension)
            yield return Remove("extension", $"extension \"{extension.DisplayName}\" of {connection.Host}", Right.Extensions, extension.Id, tenant.Extensions.DeleteAsync);
        if (state.Registration is not { } registration)
            yield break;
        yield return Remove("registration", $"registration \"{registration.DisplayName}\" ({registration.AppId})", Right.Registrations, registration.Id, tenant.Registrations.DeleteAsync);
        // Deleted things reach the bin a moment later: not there yet is no success here.
        yield return Remove("bin", "the registration out of the tenant's bin, so that its name is free", Right.Registrations, registration.Id, tenant.Registrations.PurgeAsync) with { GoneIsDone = false };
    }

    private static Step Remove(string name, string what, Right needs, string id, Func<string, CancellationToken, Task> remove) =>
        new(name, StepKind.Remove, what) { Needs = needs, GoneIsDone = true, ApplyAsync = cancellationToken => remove(id, cancellationToken) };
}
