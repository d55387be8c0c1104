namespace ActionsFunctions.Local.Commands;

/// <summary>Exit codes, the same for every command.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Wrong configuration, an address that is taken, a fault of a flow, or a replay that differs.</summary>
    public const int Failed = 1;

    /// <summary>The command line cannot be understood.</summary>
    public const int Usage = 2;

    /// <summary>The login was denied.</summary>
    public const int Denied = 3;

    /// <summary>The provider does not accept the answer, or it came too late.</summary>
    public const int Rejected = 4;
}
