using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Actions.GraphGroups;

/// <summary>Log lines of actions about groups. They name no user and no group.</summary>
internal static partial class GraphGroupsLog
{
    [LoggerMessage(1, LogLevel.Information, "A user has more than {MaxGroups} groups: {OnOverage}")]
    public static partial void TooMany(ILogger log, int maxGroups, ListOverage onOverage);

    [LoggerMessage(2, LogLevel.Error, "Microsoft Graph refuses to tell a user's groups. Grant the app's identity the application permissions User.Read.All and GroupMember.Read.All, with admin consent")]
    public static partial void PermissionMissing(ILogger log);
}
