using System.Collections.ObjectModel;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Secrets;

/// <summary>
/// The secrets that one action may see: those under <c>PostLogin:Actions:n:Secrets</c>, by the names written there. The values are the
/// current versions; a previous version is for checking callers, not for use.
/// </summary>
public sealed class ActionSecrets
{
    private const int LongestName = 128;

    private static readonly Values Nothing = new([], ReadOnlyDictionary<string, string>.Empty);

    private readonly (string Name, ISecret Secret)[] secrets;
    private Values last = Nothing;

    private ActionSecrets((string Name, ISecret Secret)[] secrets) => this.secrets = secrets;

    /// <summary>An entry that names no secret.</summary>
    public static ActionSecrets None { get; } = new([]);

    /// <summary>Their names.</summary>
    public IEnumerable<string> Names => secrets.Select(secret => secret.Name);

    /// <summary>Reads the section <c>Secrets</c> of a flow entry; mistakes are noted.</summary>
    /// <param name="entry">Reader of <c>PostLogin:Actions:n</c>.</param>
    /// <param name="source">Turns setting texts into secrets.</param>
    public static ActionSecrets Read(SettingsReader entry, ISecretSource source)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var section = entry.Section("Secrets");
        var found = new List<(string, ISecret)>();
        var names = section.Names.ToList();
        if (names.Count == 0 && section.Exists)
            entry.Fault("Secrets", "holds names with their values: write Secrets:NAME");
        foreach (var name in names)
        {
            if (!IsName(name))
                section.Fault(name, "is not a name of a secret: 1 to 128 letters, digits and underscores");
            else if (section.Text(name) is null)
                section.Fault(name, "must be a single, non-empty value");
            else if (section.Secret(name, source) is { } secret)
                found.Add((name, secret));
        }

        return found.Count == 0 ? None : new([.. found]);
    }

    /// <summary>The names and current values. The same instance while no value has changed.</summary>
    /// <exception cref="SecretUnavailableException">The vault has not given one of them yet.</exception>
    public ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken)
    {
        var known = Volatile.Read(ref last);
        if (known.Versions.Length != secrets.Length)
            return new(ReadAllAsync(cancellationToken));
        for (var index = 0; index < secrets.Length; index++)
        {
            var read = secrets[index].Secret.ReadAsync(cancellationToken);
            if (!read.IsCompletedSuccessfully || !ReferenceEquals(read.Result, known.Versions[index]))
                return new(ReadAllAsync(cancellationToken));
        }

        return new(known.ByName);
    }

    private async Task<IReadOnlyDictionary<string, string>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var versions = new SecretVersions[secrets.Length];
        // Configuration keys have no case: an environment variable may spell a name otherwise than the flow file.
        var byName = new Dictionary<string, string>(secrets.Length, StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < secrets.Length; index++)
        {
            versions[index] = await secrets[index].Secret.ReadAsync(cancellationToken);
            byName.Add(secrets[index].Name, versions[index].Current);
        }

        // Read-only in fact: an action that cast it could otherwise plant a value into other logins.
        var shared = byName.AsReadOnly();
        Volatile.Write(ref last, new(versions, shared));
        return shared;
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');

    private sealed record Values(SecretVersions[] Versions, IReadOnlyDictionary<string, string> ByName);
}
