using System.Globalization;
using ActionsFunctions.Model;

namespace ActionsFunctions.Actions;

/// <summary>What happens to a list that is longer than its claim may be.</summary>
public enum ListOverage
{
    /// <summary>The first ones in the claim's order are kept; the same ones at every login.</summary>
    Truncate,

    /// <summary>No claim: for applications that take an incomplete list for a complete one.</summary>
    Drop,

    /// <summary>The action fails.</summary>
    Fail,
}

/// <summary>A claim that is a list of texts with a bound. An empty list is no claim.</summary>
/// <param name="Name">The claim's name.</param>
/// <param name="Tokens">The tokens it goes into.</param>
/// <param name="Most">The most values in it.</param>
/// <param name="OnOverage">What happens beyond that. Default truncate: a login with many of them still gets a claim.</param>
public sealed record ListClaim(string Name, Tokens Tokens, int Most, ListOverage OnOverage)
{
    /// <summary>Reads <c>Claim</c>, <c>Tokens</c>, <c>OnOverage</c> and the bound.</summary>
    internal static ListClaim Read(ActionSettings settings, string defaultClaim, string bound, (int Default, int Most) limits)
    {
        var reader = settings.Reader;
        var tokens = ActionSettings.TokensOf(reader, Tokens.Both);
        return new(
            settings.ClaimName("Claim", defaultClaim, tokens),
            tokens,
            reader.Number(bound, limits.Default, 1, limits.Most),
            reader.OneOf("OnOverage", ListOverage.Truncate, ("truncate", ListOverage.Truncate), ("drop", ListOverage.Drop), ("fail", ListOverage.Fail)));
    }

    /// <summary>Sets the claim as far as its bound allows; what is lost is reported, or fails the action.</summary>
    /// <param name="api">The api of the login.</param>
    /// <param name="values">The values, in the claim's order.</param>
    /// <param name="noun">What they are, for the report: <c>groups</c>.</param>
    /// <param name="failure">The code to fail with where overage is a failure.</param>
    /// <param name="isComplete">False where there are more than <paramref name="values"/> holds.</param>
    internal void Say(PostLoginApi api, IReadOnlyList<string> values, string noun, string failure, bool isComplete = true)
    {
        if (isComplete && values.Count <= Most)
        {
            if (values.Count > 0)
                api.SetCustomClaim(Tokens, Name, ClaimValue.Of(values));
            return;
        }

        if (OnOverage == ListOverage.Fail)
        {
            api.Fail(failure);
            return;
        }

        var kept = OnOverage == ListOverage.Truncate ? Math.Min(values.Count, Most) : 0;
        api.ReportLost(Name, string.Create(CultureInfo.InvariantCulture, $"more than {Math.Min(values.Count, Most)} {noun}: {(kept > 0 ? "the others are left out" : "the claim is left out")}"));
        if (kept > 0)
            api.SetCustomClaim(Tokens, Name, ClaimValue.Of([.. values.Take(kept)]));
    }
}
