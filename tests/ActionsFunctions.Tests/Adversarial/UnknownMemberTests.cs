using System.Text;
using System.Text.Json.Nodes;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>Members that no contract has, in every object of every provider's payload: the answer is the one without them.</summary>
public sealed class UnknownMemberTests(SharedServers servers) : IClassFixture<SharedServers>
{
    // Their members are not the contract's but the user's or the token's own, and the answer repeats some of them.
    private static readonly string[] Free = ["/claims", "/session/extra", "/session/id_token/id_token_claims/ext", "/userinfo", "/event/client/metadata", "/event/transaction/metadata", "/event/secrets"];

    public static TheoryData<string> Routes => [.. ProviderPayload.Routes];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_member_that_nobody_knows_changes_nothing(string route)
    {
        foreach (var body in ProviderPayload.Of(route).Bodies)
        {
            var expected = await AnswerAsync(route, body);
            foreach (var pointer in ProviderPayload.PointersOf(body, "").Prepend("").Where(pointer => ProviderPayload.At(body, pointer) is JsonObject && !IsFree(pointer)).ToList())
            {
                var changed = body.DeepClone();
                var members = ProviderPayload.At(changed, pointer)!.AsObject();
                members["__proto__"] = new JsonObject { ["isAdmin"] = true };
                members["constructor"] = new JsonArray(new JsonObject { ["x"] = null }, 1e300, "\0");
                members[""] = new JsonArray();
                members["\u202Enimda"] = new JsonObject();
                Assert.Equal((pointer, expected), (pointer, await AnswerAsync(route, changed)));
            }
        }
    }

    private static bool IsFree(string pointer) => Array.Exists(Free, free => pointer == free || pointer.StartsWith(free + "/", StringComparison.Ordinal));

    private async Task<(int, string)> AnswerAsync(string route, JsonNode body)
    {
        var answer = (await servers.PlayAsync(route, body)).Answer;
        return (answer.Status, Encoding.UTF8.GetString(answer.Body.Span));
    }
}
