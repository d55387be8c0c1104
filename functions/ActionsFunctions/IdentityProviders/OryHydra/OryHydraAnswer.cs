using ActionsFunctions.Answering;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.IdentityProviders.OryHydra;

/// <summary>
/// Hydra's answers: 200 with both whole maps, 204 where nothing changes, 403 for a refusal, whose body nobody reads. Never 200 without a body: the
/// documentation permits it and the code fails the login.
/// </summary>
internal static class OryHydraAnswer
{
    public static WebhookResponse Of(NormalizedLogin login, FlowOutcome outcome)
    {
        if (outcome.Denial is not null)
            return WebhookResponse.Empty(403);
        var access = new CarriedClaims(OryHydraEvent.AccessClaims(login.Payload), outcome.Claims(Token.Access));
        var id = new CarriedClaims(OryHydraEvent.IdClaims(login.Payload), outcome.Claims(Token.Id));
        return access.Changed || id.Changed ? Replacing(access, id) : WebhookResponse.Empty(204);
    }

    // A map that is missing empties its token, so both are always there.
    private static WebhookResponse Replacing(CarriedClaims access, CarriedClaims id) => new(
        200,
        JsonBody.Write((access, id), static (json, maps) =>
        {
            json.WriteStartObject();
            json.WriteStartObject("session");
            maps.access.WriteTo(json, "access_token");
            maps.id.WriteTo(json, "id_token");
            json.WriteEndObject();
            json.WriteEndObject();
        }));
}
