using System.Text;
using ActionsFunctions.Authenticating;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Receiving;
using ActionsFunctions.Running;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Authenticating;

/// <summary>What a verdict about the caller makes of a request.</summary>
public sealed class AdmissionTests
{
    private readonly ManualTimeProvider clock = new();

    [Fact]
    public async Task Only_an_accepted_caller_gets_in_and_only_what_cannot_be_judged_now_may_be_tried_again()
    {
        var outcomes = new List<string>();
        foreach (var verdict in Enum.GetValues<CallerVerdict>())
        {
            var admitted = await AdmitAsync((_, _, _) => new(verdict));
            outcomes.Add($"{verdict}: {admitted.Fault} '{admitted.Reason}' {Encoding.UTF8.GetString(admitted.Body.Span)}");
        }

        Assert.Equal(
            [
                "Accepted:  '' {}",
                "Missing: Unauthorized 'Missing' ",
                "Malformed: Unauthorized 'Malformed' ",
                "Mismatch: Unauthorized 'Mismatch' ",
                "Stale: Unauthorized 'Stale' ",
                "Replayed: Unauthorized 'Replayed' ",
                "WrongParty: Unauthorized 'WrongParty' ",
                "Unavailable: Unavailable 'Unavailable' ",
            ],
            outcomes);
    }

    [Fact]
    public async Task A_caller_who_is_judged_too_late_may_try_again()
    {
        var admitting = AdmitAsync(async (_, _, over) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, over);
            return CallerVerdict.Accepted;
        });
        clock.Advance(TimeSpan.FromSeconds(5));
        var admitted = await admitting;
        Assert.Equal((Fault.Unavailable, "not received or authenticated in time"), (admitted.Fault, admitted.Reason.ToString()));
    }

    [Fact]
    public async Task A_caller_who_goes_away_is_answered_nothing()
    {
        using var gone = new CancellationTokenSource();
        var admitting = AdmitAsync(
            async (_, _, over) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, over);
                return CallerVerdict.Accepted;
            },
            gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => admitting);
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, """{"a":1}""")]
    public void The_raw_bytes_are_kept_for_whoever_wants_them_only(bool wanted, string kept)
    {
        var body = Received("""{"a":1}""");
        Assert.True(new Admitted(body, null, default).TryParse(out var json, out var raw, wanted));
        Assert.Equal(("""{"a":1}""", kept), (json.GetRawText(), Encoding.UTF8.GetString(raw.Span)));
    }

    private static ReadOnlyMemory<byte> Received(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var buffer = BodyBuffers.Rent(bytes.Length);
        bytes.CopyTo(buffer, 0);
        return buffer.AsMemory(0, bytes.Length);
    }

    private Task<Admitted> AdmitAsync(Func<WebhookRequest, ReadOnlyMemory<byte>, CancellationToken, ValueTask<CallerVerdict>> authenticate, CancellationToken cancellationToken = default)
    {
        var headers = new WebhookHeaders { ["Content-Type"] = "application/json", ["Content-Length"] = "2" };
        var request = new WebhookRequest("POST", "/", new Dictionary<string, string>(StringComparer.Ordinal), headers, new MemoryStream("{}"u8.ToArray()), clock.GetTimestamp());
        var deadline = new Deadline(clock, clock.GetTimestamp(), TimeSpan.FromSeconds(5));
        return Admission.AdmitAsync(new RequestGate(1024, null), request, deadline, authenticate, cancellationToken).AsTask();
    }
}
