using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Actions.OrganizationMemberships;

/// <summary>Settings of <see cref="OrganizationMembershipsAction"/>.</summary>
/// <param name="Backend">What is asked; null where <c>Url</c> is absent: the organization of the login is all.</param>
/// <param name="List">Where the answer holds the list, of objects with <c>id</c> and <c>name</c> or of texts. Default: it is the list.</param>
/// <param name="Total">Where the answer says how many there are, if it gives a page only; null: nowhere.</param>
/// <param name="EmitNames">Names rather than ids, from <c>Emit</c>. Default ids: what to authorize by.</param>
/// <param name="Claim">The claim. Default <c>https://actions.example/organizations</c>, both tokens, <c>MaxOrganizations</c> 100.</param>
public sealed record OrganizationMembershipsSettings(BackendDocument? Backend, JsonPointer List, JsonPointer? Total, bool EmitNames, ListClaim Claim)
{
    internal static OrganizationMembershipsSettings Read(ActionSettings settings)
    {
        var reader = settings.Reader;
        var backend = BackendDocument.ReadIfAny(settings, "List", "Total");
        var list = reader.Pointer("List", "");
        var total = reader.Text("Total") is null ? null : reader.Pointer("Total", otherwise: null);
        var emitNames = reader.OneOf("Emit", false, ("ids", false), ("names", true));
        var claim = ListClaim.Read(settings, "https://actions.example/organizations", "MaxOrganizations", (100, 1_000));
        reader.RejectUnknown();
        return new(backend, list, total, emitNames, claim);
    }
}
