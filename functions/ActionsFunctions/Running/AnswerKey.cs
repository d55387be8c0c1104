using System.Globalization;
using System.Text;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;

namespace ActionsFunctions.Running;

/// <summary>
/// Under which a good answer is kept: provider, tenant, organization, user, action, hash of its settings, and everything the action declares that it reads.
/// One organization's answer never lands in another's token.
/// </summary>
/// <param name="Text">All parts, each led by its length, so that no two different sets of parts are the same text.</param>
public readonly record struct AnswerKey(string Text)
{
    /// <summary>The key for a login, or null where the action declares nothing.</summary>
    public static AnswerKey? For(PlannedAction action, string provider, PostLoginEvent login)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(login);
        if (action.Action.Reads(login) is not { } reads)
            return null;
        var text = new StringBuilder(256);
        foreach (var part in (ReadOnlySpan<string?>)[provider, login.Tenant?.Id, login.Organization?.Id, login.User?.UserId, action.Name, action.SettingsHash, reads])
            text.Append(CultureInfo.InvariantCulture, $"{part?.Length ?? -1}:{part}|");
        return new(text.ToString());
    }

    /// <summary>Nothing: a key holds personal data.</summary>
    public override string ToString() => nameof(AnswerKey);
}
