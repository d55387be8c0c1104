namespace ActionsFunctions.Setup.Tenants;

/// <summary>An app registration.</summary>
internal sealed record Registration(string Id, string AppId, string DisplayName)
{
    public IReadOnlyList<string> IdentifierUris { get; init; } = [];

    /// <summary>Version of the access tokens for it; null counts as 1.</summary>
    public int? AccessTokenVersion { get; init; }

    public bool AcceptsMappedClaims { get; init; }

    public bool SingleTenant { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<RequiredRole> RequiredRoles { get; init; } = [];
}

/// <summary>A permission that a registration says it needs.</summary>
/// <param name="ResourceAppId">App id of the API.</param>
/// <param name="Id">Id of the permission.</param>
/// <param name="Type"><c>Role</c> for applications, <c>Scope</c> for delegated ones.</param>
internal sealed record RequiredRole(string ResourceAppId, Guid Id, string Type);

/// <summary>What is to change of a registration; null: stays.</summary>
internal sealed record RegistrationChange
{
    public IReadOnlyList<string>? IdentifierUris { get; init; }

    public int? AccessTokenVersion { get; init; }

    public bool? AcceptsMappedClaims { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public IReadOnlyList<RequiredRole>? RequiredRoles { get; init; }
}

/// <summary>A service principal.</summary>
internal sealed record Principal(string Id, string AppId, string DisplayName)
{
    /// <summary>The application permissions that it offers, by value.</summary>
    public IReadOnlyDictionary<string, Guid> Roles { get; init; } = new Dictionary<string, Guid>(StringComparer.Ordinal);
}

/// <summary>An application permission given to a service principal.</summary>
internal sealed record Grant(string ResourceId, Guid RoleId);

/// <summary>A custom authentication extension.</summary>
internal sealed record Extension(string Id, string DisplayName, string Description)
{
    public string TargetUrl { get; init; } = "";

    public string ResourceId { get; init; } = "";

    public IReadOnlyList<string> Claims { get; init; } = [];

    public int? TimeoutMilliseconds { get; init; }

    public int? Retries { get; init; }
}

/// <summary>A listener: which applications call which extension.</summary>
internal sealed record Listener(string Id, string DisplayName, string ExtensionId, IReadOnlyList<string> AppIds);

/// <summary>A claims mapping policy.</summary>
/// <param name="Id">Object id.</param>
/// <param name="DisplayName">Name.</param>
/// <param name="Definition">The policy as JSON text.</param>
internal sealed record ClaimsPolicy(string Id, string DisplayName, string Definition);
