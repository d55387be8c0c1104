using System.Text;
using ActionsFunctions.Authenticating;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Receiving;
using ActionsFunctions.Secrets;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Fuzz.Targets;

/// <summary>The three headers of a Standard Webhooks message: what is accepted holds the true signature of exactly that id, time and body.</summary>
internal sealed class WebhookHeaderTarget : ITarget
{
    private static readonly string Secret = StandardWebhookSignature.DevelopmentSecret("a secret that nobody else has");
    private readonly ManualTimeProvider clock = new();
    private readonly StandardWebhooks webhooks;
    private int next;

    public WebhookHeaderTarget() => webhooks = new("fuzz", [new LiteralSecret(Secret)], new(clock), clock);

    public string Name => "standard-webhooks";

    public int Share => 5;

    public async Task<string?> PlayAsync(Chance chance)
    {
        if (++next % 1_000 == 0)
            clock.Advance(TimeSpan.FromSeconds(10));
        var body = Encoding.UTF8.GetBytes(chance.Text());
        var id = chance.OneIn(4) ? chance.Text() + next : $"msg_{next}";
        var sentAt = clock.GetUtcNow().AddSeconds(chance.OneIn(3) ? chance.Between(-400, 400) : 0);
        var headers = new WebhookHeaders();
        foreach (var header in StandardWebhookSignature.Headers(Secret, id, sentAt, body))
            headers.Append(header.Name, header.Value);
        var truth = headers["webhook-signature"];
        Change(headers, chance);
        var sent = chance.OneIn(6) ? ByteMutation.Apply(body, chance) : body;
        var verdict = await webhooks.VerifyAsync(headers, sent, CancellationToken.None);
        if (verdict != CallerVerdict.Accepted)
            return verdict == CallerVerdict.Unavailable ? "the secret is unavailable" : null;
        var isTrue = headers["webhook-signature"].Contains(truth, StringComparison.Ordinal) && body.AsSpan().SequenceEqual(sent) && headers["webhook-id"] == id;
        if (!isTrue || (clock.GetUtcNow() - sentAt).Duration() > StandardWebhooks.Window.Add(TimeSpan.FromSeconds(1)))
            return $"accepted: {string.Join(' ', headers)}";
        return await webhooks.VerifyAsync(headers, sent, CancellationToken.None) == CallerVerdict.Replayed ? null : "accepted twice";
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static void Change(WebhookHeaders headers, Chance chance)
    {
        var name = chance.Of(["webhook-id", "webhook-timestamp", "webhook-signature"]);
        switch (chance.Below(8))
        {
            case 0:
                headers.Remove(name);
                break;
            case 1:
                headers[name] = chance.Text();
                break;
            case 2:
                headers.Append(name, chance.OneIn(2) ? headers[name] : chance.Text());
                break;
            case 3:
                headers["webhook-signature"] = $"{chance.Text()} v1,{chance.Text()} {headers["webhook-signature"]} v2,x";
                break;
            case 4:
                headers[name] = Encoding.UTF8.GetString(ByteMutation.Apply(Encoding.UTF8.GetBytes(headers[name]), chance));
                break;
        }
    }
}
