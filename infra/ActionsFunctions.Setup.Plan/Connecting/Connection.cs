namespace ActionsFunctions.Setup.Connecting;

/// <summary>A connection between a tenant and a deployed app. The host is its name, and the mark on everything that is made for it.</summary>
/// <param name="Host">Host of the deployed app, in lower case.</param>
internal sealed record Connection(string Host)
{
    /// <summary>"Azure AD Authentication Extensions": as whom Entra calls.</summary>
    public const string CallerAppId = "99045fe1-7639-4a75-9d4a-577b6ca3810f";

    /// <summary>Microsoft Graph.</summary>
    public const string GraphAppId = "00000003-0000-0000-c000-000000000000";

    /// <summary>Without it Entra may not call (error 1003021).</summary>
    public const string ReceivePayload = "CustomAuthenticationExtension.Receive.Payload";

    /// <summary>The most that Entra takes; unset it is 1,000.</summary>
    public const int TimeoutMilliseconds = 2_000;

    public const int Retries = 1;

    public const string DisplayName = "Post-login actions";

    /// <summary>Alternate key of the registration: it is found by it, and two runs at once cannot make two.</summary>
    public string UniqueName => $"actions-functions-{Host}";

    /// <summary>Stands on everything else that a run makes; what does not bear it is never removed.</summary>
    public string Mark => $"ActionsFunctions {Host}";

    /// <summary>Its host must be the target URL's, letter by letter (errors 1003014 and 1003015).</summary>
    public string IdentifierUri(string appId) => $"api://{Host}/{appId}";

    /// <summary>What Entra calls, without the function key.</summary>
    public string TargetAddress => $"https://{Host}/api/post-login/entra";

    public string TargetUrl(string functionKey) => $"{TargetAddress}?code={Uri.EscapeDataString(functionKey)}";

    /// <summary>True where a target URL leads to this app's route, whatever its function key.</summary>
    public bool IsTarget(string targetUrl) => targetUrl.Split('?')[0] == TargetAddress;
}

/// <summary>What <c>entra connect</c> is asked for.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Claims">Names of the claims that the flow sets.</param>
internal sealed record ConnectRequest(Connection Connection, IReadOnlyList<string> Claims)
{
    /// <summary>App ids of the applications that users sign in to: they call the extension, and their ID tokens carry the claims.</summary>
    public IReadOnlyList<string> Clients { get; init; } = [];

    /// <summary>App ids of APIs whose access tokens carry the claims as well.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Key of the function post-login; null keeps the one that the extension has.</summary>
    public string? FunctionKey { get; init; }
}
