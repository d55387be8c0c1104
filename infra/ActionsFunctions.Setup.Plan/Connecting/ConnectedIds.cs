namespace ActionsFunctions.Setup.Connecting;

/// <summary>Ids of what is there or is made on the way: a later step needs what an earlier one made.</summary>
internal sealed class ConnectedIds(TenantState state)
{
    public string? RegistrationId { get; set; } = state.Registration?.Id;

    public string? AppId { get; set; } = state.Registration?.AppId;

    public string? PrincipalId { get; set; } = state.Principal?.Id;

    public string? ExtensionId { get; set; } = state.Extension?.Id;

    public string? PolicyId { get; set; } = state.Policy?.Id;
}
