using System.Security.Cryptography;

namespace ActionsFunctions.Local.Tenant.Vault;

/// <summary>One version of a secret.</summary>
/// <param name="Name">The secret's name.</param>
/// <param name="Id">The version's id: 32 hexadecimal digits.</param>
/// <param name="Value">Its value.</param>
/// <param name="Created">When it was stored.</param>
internal sealed record StoredVersion(string Name, string Id, string Value, DateTimeOffset Created)
{
    /// <summary>False: it is listed, but its value is not given out.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>When it starts to count; null: at once. The vault hands it out all the same.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When it ceases to count; null: never. The vault hands it out all the same.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset Updated { get; init; } = Created;
}

/// <summary>The secrets of the local vault, in memory.</summary>
/// <param name="clock">The clock of creation times.</param>
internal sealed class VaultStore(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<StoredVersion>> secrets = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> forbidden = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Stores a new version, which from now on is the newest; gives its id.</summary>
    public string Rotate(string name, string value)
    {
        lock (gate)
        {
            if (!secrets.TryGetValue(name, out var versions))
                secrets.Add(name, versions = []);
            versions.Add(new(name, RandomNumberGenerator.GetHexString(32, lowercase: true), value, clock.GetUtcNow()));
            return versions[^1].Id;
        }
    }

    /// <summary>Disables one version.</summary>
    public void Disable(string name, string id) => Change(name, id, version => version with { Enabled = false });

    /// <summary>States when one version counts.</summary>
    public void Limit(string name, string id, DateTimeOffset? notBefore, DateTimeOffset? expires) =>
        Change(name, id, version => version with { NotBefore = notBefore, Expires = expires });

    /// <summary>Deletes a secret with all versions.</summary>
    public void Delete(string name)
    {
        lock (gate)
            secrets.Remove(name);
    }

    /// <summary>Takes away, or gives back, the permission to read a secret.</summary>
    public void Permit(string name, bool allowed)
    {
        lock (gate)
            _ = allowed ? forbidden.Remove(name) : forbidden.Add(name);
    }

    /// <summary>True where reading the secret is not permitted.</summary>
    public bool Forbids(string name)
    {
        lock (gate)
            return forbidden.Contains(name);
    }

    /// <summary>All versions, oldest first; empty where there is no such secret.</summary>
    public IReadOnlyList<StoredVersion> Versions(string name)
    {
        lock (gate)
            return secrets.TryGetValue(name, out var versions) ? [.. versions] : [];
    }

    private void Change(string name, string id, Func<StoredVersion, StoredVersion> change)
    {
        lock (gate)
        {
            var versions = secrets[name];
            var index = versions.FindIndex(version => string.Equals(version.Id, id, StringComparison.Ordinal));
            versions[index] = change(versions[index]) with { Updated = clock.GetUtcNow() };
        }
    }
}
