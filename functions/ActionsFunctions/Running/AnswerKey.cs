using System.Globalization;
using System.Runtime.CompilerServices;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;

namespace ActionsFunctions.Running;

/// <summary>
/// Under which a good answer is kept: provider, tenant, organization, user, action, hash of its settings, and everything the action declares that it reads.
/// One organization's answer never lands in another's token.
/// </summary>
/// <param name="Text">All parts, each led by its length, so that no two different sets of parts are the same text.</param>
/// <param name="Subject">Whose answer it is: everything of one subject is forgotten together.</param>
public readonly record struct AnswerKey(string Text, string Subject)
{
    /// <summary>The key for a login, or null where the action declares nothing.</summary>
    public static AnswerKey? For(PlannedAction action, string provider, PostLoginEvent login)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(login);
        if (action.Action.Reads(login) is not { } reads)
            return null;
        var user = login.User?.UserId;
        return new(Join(provider, login.Tenant?.Id, login.Organization?.Id, user, action.Name, action.SettingsHash, reads), SubjectOf(provider, user));
    }

    /// <summary>The key of what an action said for one login, and for no other.</summary>
    public static AnswerKey OfLogin(PlannedAction action, FlowContext context)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(context);
        return new(Join(context.Provider, context.LoginId, action.Name, action.SettingsHash), SubjectOf(context.Provider, context.Event.User?.UserId));
    }

    /// <summary>The subject that a user of a provider is.</summary>
    public static string SubjectOf(string provider, string? userId) => Join(provider, userId);

    /// <summary>Nothing: a key holds personal data.</summary>
    public override string ToString() => nameof(AnswerKey);

    private static string Join(params ReadOnlySpan<string?> parts)
    {
        // On the stack: a login makes several keys per action.
        var text = new DefaultInterpolatedStringHandler(2 * parts.Length, 2 * parts.Length, CultureInfo.InvariantCulture, stackalloc char[256]);
        foreach (var part in parts)
        {
            text.AppendFormatted(part?.Length ?? -1);
            text.AppendLiteral(":");
            text.AppendLiteral(part ?? "");
            text.AppendLiteral("|");
        }

        return text.ToStringAndClear();
    }
}
