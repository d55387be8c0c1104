using System.Text;
using ActionsFunctions.Actions;
using ActionsFunctions.Hosting;
using ActionsFunctions.Receiving;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Hosting;
using ActionsFunctions.Tests.Observing;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>Every route whose messages are signed as Standard Webhooks, against everybody who cannot sign: one identical 401, nothing done, nothing said.</summary>
public sealed class SignatureAttackTests : IAsyncDisposable
{
    private const string Mark = "canary7f3a";
    private readonly ManualTimeProvider clock = new();
    private readonly CapturedLog log = new();
    private readonly WebhookApp app;
    private int runs;

    public SignatureAttackTests()
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["PostLogin:Actions:0:Name"] = "counts" };
        foreach (var (path, section) in Sections)
            (settings[$"{section}:SigningSecrets:0"], settings[$"{section}:SigningSecrets:1"]) = (SecretOf(KeyOf(path, "current")), SecretOf(KeyOf(path, "old")));
        app = WebhookApp.Create(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), new()
        {
            Clock = clock,
            Log = log,
            ActionTypes = [new ActionType("counts", _ => InlineAction.Of((_, _) => Interlocked.Increment(ref runs)))],
        });
    }

    public static TheoryData<string> Attacks => [.. SignatureAttacks.Rows.Keys];

    public static TheoryData<string> Routes => [.. Sections.Select(section => section.Path)];

    private static (string Path, string Section)[] Sections { get; } =
        [("/post-login/auth0", "IdentityProviders:Auth0"), ("/post-login/supabase", "IdentityProviders:Supabase"), ("/cache/invalidate", "Cache")];

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task Whoever_cannot_sign_gets_the_answer_of_whoever_does_not(string attack)
    {
        foreach (var (path, _) in Sections)
        {
            var signer = SignerOf(path);
            var expected = await SendAsync(path, signer.Right().Without("webhook-id").Without("webhook-timestamp").Without("webhook-signature"));

            var answer = await SendAsync(path, SignatureAttacks.Rows[attack](signer));

            Assert.Equal((path, 401, 0), (path, expected.Status, runs));
            Assert.Equal((path, expected), (path, answer));
        }

        Assert.DoesNotContain(log.Texts, text => text.Contains(Mark, StringComparison.Ordinal) || text.Contains("msg_right", StringComparison.Ordinal));
        // Nor did the attack use up the id.
        foreach (var (path, _) in Sections)
            Assert.InRange((await SendAsync(path, SignerOf(path).Right())).Status, 200, 204);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task The_secret_of_one_route_opens_no_other(string path)
    {
        foreach (var (other, _) in Sections.Where(section => section.Path != path))
            Assert.Equal(401, (await SendAsync(path, SignerOf(path).By(KeyOf(other, "current")))).Status);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task What_may_be_accepted_is_so_up_to_its_edge(string path)
    {
        var signer = SignerOf(path);
        SignedMessage[] messages =
        [
            SignedMessage.Of(signer.Old, "msg_old", $"{signer.Now}", signer.Body),
            SignedMessage.Of(signer.Key, "msg_early", $"{signer.Now + 300}", signer.Body),
            SignedMessage.Of(signer.Key, "msg_late", $"{signer.Now - 300}", signer.Body),
            signer.As(new('i', 256)),
            signer.As("msg_twice").Twice("webhook-signature"),
            signer.As("msg_list").WithSignatures(own => $"v1,AAAA v2,{own[3..]} ,, v1,not-base64 {own}"),
        ];
        foreach (var message in messages)
            Assert.InRange((await SendAsync(path, message)).Status, 200, 204);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task An_id_is_used_once_whatever_is_signed_under_it_again(string path)
    {
        var signer = SignerOf(path);
        Assert.InRange((await SendAsync(path, signer.Right())).Status, 200, 204);
        Assert.Equal(401, (await SendAsync(path, signer.Right())).Status);
        Assert.Equal(401, (await SendAsync(path, SignedMessage.Of(signer.Key, "msg_right", $"{signer.Now - 1}", Encoding.UTF8.GetBytes(signer.Text + " ")))).Status);
        Assert.Equal(401, (await SendAsync(path, signer.By(signer.Old))).Status);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Of_many_at_once_under_one_id_exactly_one_is_accepted(string path)
    {
        var message = SignerOf(path).Right();
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => SendAsync(path, message))));
        Assert.Equal((1, 63), (answers.Count(answer => answer.Status is 200 or 204), answers.Count(answer => answer.Status == 401)));
        Assert.Single(answers.Where(answer => answer.Status == 401).Distinct());
    }

    private static byte[] KeyOf(string path, string which) => Encoding.ASCII.GetBytes($"{which} {path}".PadRight(32, '.'));

    private static string SecretOf(byte[] key) => "whsec_" + Convert.ToBase64String(key);

    private Signer SignerOf(string path) => new(KeyOf(path, "current"), KeyOf(path, "old"), path switch
    {
        "/post-login/auth0" => $$"""{"event":{"user":{"user_id":"auth0|{{Mark}}"} } }""",
        "/post-login/supabase" => $$"""{"user_id":"{{Mark}}","claims":{"sub":"{{Mark}}"} }""",
        _ => $$"""{"provider":"auth0","userId":"auth0|{{Mark}}"}""",
    }, clock.GetUtcNow().ToUnixTimeSeconds());

    private async Task<(int Status, string Body, string Headers)> SendAsync(string path, SignedMessage message)
    {
        var response = await app.HandleAsync(message.To(path, clock.GetTimestamp()), CancellationToken.None);
        return (response.Status, Encoding.UTF8.GetString(response.Body.Span), string.Join('\n', response.Headers));
    }
}
