using System.Globalization;
using System.Runtime.CompilerServices;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;

namespace ActionsFunctions.Running;

/// <summary>
/// Under which a good answer is kept: provider, tenant, organization, user, action, hash of its settings, and everything the action declares that it reads.
/// One organization's answer never lands in another's token.
/// </summary>
public readonly record struct AnswerKey
{
    private readonly string whose;
    private readonly string action;
    private readonly string reads;

    /// <summary>A key of one part.</summary>
    /// <param name="text">The part.</param>
    /// <param name="subject">Whose answer it is.</param>
    public AnswerKey(string text, string subject) : this("", "", text, subject)
    {
    }

    private AnswerKey(string whose, string action, string reads, string subject) =>
        (this.whose, this.action, this.reads, Subject) = (whose, action, reads, subject);

    /// <summary>Whose answer it is: everything of one subject is forgotten together.</summary>
    public string Subject { get; }

    /// <summary>All parts, each but the last led by its length, so that no two different sets of parts are the same text. Put together when asked for.</summary>
    public string Text => string.Concat(whose, action, reads);

    /// <summary>The key for a login, or null where the action declares nothing.</summary>
    public static AnswerKey? For(PlannedAction action, FlowContext context, PostLoginEvent login)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(context);
        return action.Action.Reads(login) is { } reads ? new(context.Whose.KeyPart, action.KeyPart, reads, context.Whose.Subject) : null;
    }

    /// <summary>The key of what an action said for one login, and for no other.</summary>
    public static AnswerKey OfLogin(PlannedAction action, FlowContext context)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(context);
        return new(Join(context.Provider, context.LoginId, action.Name, action.SettingsHash), context.Whose.Subject);
    }

    /// <summary>The subject that a user of a provider is.</summary>
    public static string SubjectOf(string provider, string? userId) => Join(provider, userId);

    /// <summary>The part of a key that is an action's.</summary>
    internal static string PartOf(string action, string settingsHash) => Join(action, settingsHash);

    /// <summary>The part of a key that is a login's.</summary>
    internal static string PartOf(string provider, string? tenant, string? organization, string? user) => Join(provider, tenant, organization, user);

    /// <summary>Nothing: a key holds personal data.</summary>
    public override string ToString() => nameof(AnswerKey);

    private static string Join(params ReadOnlySpan<string?> parts)
    {
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
