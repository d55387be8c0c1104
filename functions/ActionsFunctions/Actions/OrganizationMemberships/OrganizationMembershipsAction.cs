using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Actions.OrganizationMemberships;

/// <summary>
/// Puts the organizations that the user is a member of into a claim: those that a backend tells, such as Auth0's Management API, or, without one, the
/// organization that this login is for. No organization gives no claim.
/// </summary>
/// <param name="settings">Its flow entry's settings.</param>
[PostLoginAction("organization-memberships")]
public sealed class OrganizationMembershipsAction(ActionSettings settings) : IPostLoginAction
{
    private readonly OrganizationMembershipsSettings settings = OrganizationMembershipsSettings.Read(settings);

    /// <inheritdoc />
    public bool CanRehearse => true;

    /// <inheritdoc />
    public bool AppliesTo(PostLoginEvent login) => settings.Backend is { } backend ? !backend.Address(login).Missing : Own(login) is not null;

    /// <inheritdoc />
    public bool ReadsEventOnly => true;

    /// <inheritdoc />
    public string? Reads(PostLoginEvent login) => settings.Backend is { } backend ? backend.Address(login).Text : Own(login);

    /// <inheritdoc />
    public async Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
    {
        if (settings.Backend is not { } backend)
        {
            Say(api, Own(login) is { } own ? [own] : [], isComplete: true);
            return;
        }

        var found = await backend.FindAsync(login, api, cancellationToken);
        if (found.Failure is { } failure)
            api.Fail(failure);
        else if (found.Json is { } document)
            Read(api, document);
    }

    private void Read(PostLoginApi api, JsonElement document)
    {
        if (settings.List.Find(document) is not { ValueKind: JsonValueKind.Array } list)
        {
            api.Fail(FoundDocument.Malformed);
            return;
        }

        var organizations = new List<string>();
        foreach (var item in list.EnumerateArray())
        {
            if ((item.ValueKind == JsonValueKind.String ? item.GetString() : Value(item)) is not { Length: > 0 } organization)
            {
                // A list with holes would pass for all there is.
                api.Fail(FoundDocument.Malformed);
                return;
            }

            if (!organizations.Contains(organization, StringComparer.Ordinal))
                organizations.Add(organization);
        }

        Say(api, organizations, isComplete: !(settings.Total?.Find(document) is { ValueKind: JsonValueKind.Number } total && total.TryGetInt64(out var all) && all > list.GetArrayLength()));
    }

    private void Say(PostLoginApi api, List<string> organizations, bool isComplete) =>
        settings.Claim.Say(api, organizations, "organizations", "too-many-organizations", isComplete);

    private string? Own(PostLoginEvent login) => login.Organization is { } organization ? Value(organization.Json) : null;

    private string? Value(JsonElement organization) => organization.Text(settings.EmitNames ? "name" : "id");
}
