namespace ActionsFunctions.Local.Commands.Doctor;

/// <summary>How something stands.</summary>
internal enum Health
{
    Ok,

    /// <summary>Logins work; somebody should look at it.</summary>
    Warn,

    /// <summary>Logins fail, or lose what they should carry.</summary>
    Fail,
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Status">How bad it is.</param>
/// <param name="Remedy">What to do: names the setting. Never a secret, a token or a person.</param>
internal sealed record Finding(Health Status, string Remedy)
{
    public static Finding Fail(string remedy) => new(Health.Fail, remedy);

    public static Finding Warn(string remedy) => new(Health.Warn, remedy);
}

/// <summary>The result of one check.</summary>
/// <param name="Id">The check's id.</param>
/// <param name="About">What it looked at.</param>
/// <param name="Findings">What is wrong; empty where all is well.</param>
internal sealed record Diagnosis(string Id, string About, IReadOnlyList<Finding> Findings)
{
    public Health Status => Findings.Count == 0 ? Health.Ok : Findings.Max(finding => finding.Status);
}
