using System.Globalization;
using ActionsFunctions.Actions;
using ActionsFunctions.Model;

namespace ActionsFunctions.Benchmarks.InProcess;

/// <summary>Sets a claim of so many groups, after a wait. What it waited is taken down, so that it can be taken off the time of its login.</summary>
internal sealed class SyntheticAction : IPostLoginAction
{
    public const string Type = "synthetic";
    public const int Users = 4_096;
    private static readonly long[] Waits = new long[Users];
    private readonly string[] groups;
    private readonly TimeSpan wait;
    private readonly string claim;

    public SyntheticAction(ActionSettings settings)
    {
        wait = TimeSpan.FromMilliseconds(settings.Reader.Number("Wait", 0, 0, 1_000));
        groups = [.. Enumerable.Range(0, settings.Reader.Number("Groups", 3, 0, 10_000)).Select(i => string.Create(CultureInfo.InvariantCulture, $"Group {i:D4}"))];
        claim = settings.ClaimName("Claim", null, Tokens.Both);
    }

    /// <summary>The longest wait of a user's last login: its critical path, since all actions began together.</summary>
    public static TimeSpan TakeWait(int user) => TimeSpan.FromTicks(Interlocked.Exchange(ref Waits[user], 0));

    public string? Reads(PostLoginEvent login) => login.User?.UserId;

    public bool ReadsEventOnly => true;

    public async Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
    {
        if (wait > TimeSpan.Zero)
        {
            var began = TimeProvider.System.GetTimestamp();
            await Task.Delay(wait, TimeProvider.System, cancellationToken);
            Longest(ref Waits[int.Parse(login.User!.Value.UserId.AsSpan("auth0|u".Length), CultureInfo.InvariantCulture)], TimeProvider.System.GetElapsedTime(began).Ticks);
        }

        api.SetCustomClaim(Tokens.Both, claim, groups);
    }

    private static void Longest(ref long longest, long ticks)
    {
        for (var seen = Volatile.Read(ref longest); ticks > seen; seen = Volatile.Read(ref longest))
            Interlocked.CompareExchange(ref longest, ticks, seen);
    }
}
