using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Actions.AccountStatus;

/// <summary>What happens to an account that the backend does not know.</summary>
public enum UnknownAccount
{
    /// <summary>The action fails: a backend that knows nobody may be a wrong address.</summary>
    Fail,

    /// <summary>The login goes on.</summary>
    Continue,

    /// <summary>The login is refused.</summary>
    Deny,
}

/// <summary>Settings of <see cref="AccountStatusAction"/>.</summary>
public sealed record AccountStatusSettings
{
    /// <summary>What is asked.</summary>
    public required BackendDocument Backend { get; init; }

    /// <summary>Where the answer holds the status: text, number or boolean. Default <c>/status</c>.</summary>
    public required JsonPointer Status { get; init; }

    /// <summary>The statuses that are refused, whatever their case. Default <c>blocked</c>, unless <see cref="Allowed"/> is given.</summary>
    public required IReadOnlyList<string> Blocked { get; init; }

    /// <summary>The statuses that are not refused, where every other is. Default none: <see cref="Blocked"/> decides.</summary>
    public required IReadOnlyList<string> Allowed { get; init; }

    /// <summary>Where the answer holds the reason; null: nowhere.</summary>
    public required JsonPointer? Reason { get; init; }

    /// <summary>The reason where the backend gives none.</summary>
    public required string DenyReason { get; init; }

    /// <summary>What happens to an account that the backend does not know. Default fail.</summary>
    public required UnknownAccount OnUnknown { get; init; }

    internal bool Refuses(string status) => Allowed.Count > 0
        ? !Allowed.Contains(status, StringComparer.OrdinalIgnoreCase)
        : Blocked.Contains(status, StringComparer.OrdinalIgnoreCase);

    internal static AccountStatusSettings Read(ActionSettings settings)
    {
        var reader = settings.Reader;
        var backend = BackendDocument.Read(settings);
        var status = reader.Pointer("Status", "/status");
        var (blocked, allowed) = (reader.Texts("Blocked"), reader.Texts("Allowed"));
        if (blocked.Count > 0 && allowed.Count > 0)
            reader.Fault("Allowed", "cannot stand beside Blocked: which of the two would decide?");
        var read = new AccountStatusSettings
        {
            Backend = backend,
            Status = status,
            Blocked = blocked.Count > 0 ? blocked : ["blocked"],
            Allowed = allowed,
            Reason = reader.Text("Reason") is null ? null : reader.Pointer("Reason", otherwise: null),
            DenyReason = DenialReason.Read(reader, "This account is blocked."),
            OnUnknown = reader.OneOf("OnUnknown", UnknownAccount.Fail, ("fail", UnknownAccount.Fail), ("continue", UnknownAccount.Continue), ("deny", UnknownAccount.Deny)),
        };
        reader.RejectUnknown();
        return read;
    }
}
