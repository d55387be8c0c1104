using ActionsFunctions.Generated;
using ActionsFunctions.IdentityProviders.Entra;
using ActionsFunctions.Planning;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Upstreams;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Setup.Claims;

/// <summary>What a flow file says about claims and about Microsoft Graph. Read as the app reads it, but without the app's other settings and secrets.</summary>
/// <param name="Claims">Claim names that entries name, in listed order.</param>
/// <param name="Permissions">Application permissions of Microsoft Graph that its actions use.</param>
/// <param name="Silent">Names of entries that name no claim in the file.</param>
internal sealed record FlowFile(IReadOnlyList<string> Claims, IReadOnlyList<string> Permissions, IReadOnlyList<string> Silent)
{
    private const string GroupsType = "graph-groups";

    /// <summary>Reads it; null with <paramref name="fault"/> where it is no flow, or names a claim that Entra never issues.</summary>
    public static FlowFile? Read(string path, out string? fault)
    {
        try
        {
            var configuration = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path), optional: false, reloadOnChange: false).Build();
            return Read(configuration, path, out fault);
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            fault = $"{path} cannot be read: {unreadable.GetBaseException().Message}";
            return null;
        }
    }

    /// <summary>Why Entra takes one of these names in no policy; null where it takes all.</summary>
    public static string? Refusal(IEnumerable<string> claims) =>
        claims.Where(EntraRestrictedClaims.Contains).Select(claim => $"Entra issues no claim of the name {claim}: it is restricted").FirstOrDefault();

    private static FlowFile? Read(IConfiguration configuration, string path, out string? fault)
    {
        var faults = new SettingFaults();
        var root = new SettingsReader(configuration, "", faults);
        using var upstreams = UpstreamClients.Create(root, NoSecrets.Instance);
        var reader = new FlowReader(ActionTypes.All, NoSecrets.Instance, upstreams, new(upstreams));
        // Other faults are left to the app and to `flow check`: an address may well be in the app's settings only.
        var actions = reader.Read(root.Section("PostLogin")).Actions;
        fault = actions.Count == 0
            ? $"{path} holds no flow: it needs PostLogin with the list Actions"
            : actions.Where(action => action.Action is NoAction).Select(action => $"{path}: '{action.Type}' is no action type of this build").FirstOrDefault()
              ?? Refusal(reader.Claims.Select(claim => claim.Name));
        if (fault is not null)
            return null;
        return new(
            [.. reader.Claims.Select(claim => claim.Name).Distinct(StringComparer.Ordinal)],
            [.. PermissionsOf(configuration, actions).Distinct(StringComparer.Ordinal)],
            [.. actions.Where(action => !reader.Claims.Any(claim => claim.Key.StartsWith($"PostLogin:Actions:{action.Index}:", StringComparison.Ordinal))).Select(action => action.Name)]);
    }

    // Names are read by transitiveMemberOf, for which GroupMember.Read.All is enough; ids by getMemberGroups and checkMemberGroups, which want User.Read.All beside it.
    private static IEnumerable<string> PermissionsOf(IConfiguration configuration, IReadOnlyList<PlannedAction> actions)
    {
        foreach (var action in actions.Where(action => action.Type == GroupsType))
        {
            yield return "GroupMember.Read.All";
            if (string.Equals(configuration[$"PostLogin:Actions:{action.Index}:Settings:Emit"], "ids", StringComparison.OrdinalIgnoreCase))
                yield return "User.Read.All";
        }
    }

    private sealed class NoSecrets : ISecretSource
    {
        public static NoSecrets Instance { get; } = new();

        public ISecret? Find(string text, out string? fault)
        {
            fault = null;
            return null;
        }
    }
}
