using ActionsFunctions.Actions;
using ActionsFunctions.Actions.AppRoles;
using ActionsFunctions.Actions.GraphGroups;
using ActionsFunctions.Actions.Remote;
using ActionsFunctions.Generated;
using ActionsFunctions.Model;
using ActionsFunctions.Tests.Model;

namespace ActionsFunctions.Tests.Actions;

/// <summary>What each action says about itself before it runs: whoever runs it goes by that.</summary>
public sealed class ActionTraitsTests
{
    public static TheoryData<string> Types => [.. ActionTypes.All.Select(type => type.Name)];

    [Fact]
    public void Each_action_of_the_product_says_what_it_may_be_taken_for() => Assert.Equal(
        [
            "account-status: rehearsed, gate, reads the event only",
            "app-roles: rehearsed, reads the event only",
            "backend-profile: rehearsed, reads the event only",
            "event-claims: rehearsed, reads the event only",
            "graph-groups: rehearsed, reads the event only",
            "login-counter: rehearsed, reads the event only",
            "organization-memberships: rehearsed, reads the event only",
            "premium-flag: rehearsed, reads the event only",
            "remote: rehearsed, reads the event only, has side effects",
            "risk-signals: rehearsed, reads the event only",
            "terms-of-service: rehearsed, gate",
        ],
        ActionTypes.All.Select(type => $"{type.Name}: {Traits(type.Create(new SettingsUnderTest().Settings))}").Order(StringComparer.Ordinal));

    [Fact]
    public void One_that_says_nothing_about_itself_runs_for_everybody_and_is_trusted_with_nothing()
    {
        IPostLoginAction plain = new PlainAction();
        var login = new ApiUnderTest().Api.Scope.Login;
        Assert.Equal(("", true, null), (Traits(plain), plain.AppliesTo(login), plain.Reads(login)));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_setting_that_an_action_does_not_know_is_a_mistake(string type)
    {
        var settings = new SettingsUnderTest(("Colour", "blue"));
        ActionTypes.All.Single(known => known.Name == type).Create(settings.Settings);
        Assert.Contains("Settings:Colour", settings.FaultKeys);
    }

    [Fact]
    public void One_that_calls_others_wants_settings()
    {
        Assert.Throws<ArgumentNullException>("settings", () => new AppRolesAction(null!));
        Assert.Throws<ArgumentNullException>("settings", () => new GraphGroupsAction(null!));
        Assert.Throws<ArgumentNullException>("settings", () => new RemoteAction(null!));
    }

    [Fact]
    public void A_claim_without_a_name_is_a_mistake_and_no_claim()
    {
        var settings = new SettingsUnderTest();
        Assert.Equal("", settings.Settings.ClaimName("Claim", null, Tokens.Both));
        Assert.Equal(["Settings:Claim: is required"], settings.Faults);
        Assert.Empty(settings.Settings.Claims);
    }

    private static string Traits(IPostLoginAction action) => string.Join(", ", new[]
    {
        action.CanRehearse ? "rehearsed" : null,
        action.IsGate ? "gate" : null,
        action.ReadsEventOnly ? "reads the event only" : null,
        action.HasSideEffects ? "has side effects" : null,
        action.PrefersKeptAnswers ? "prefers kept answers" : null,
    }.Where(trait => trait is not null));

    private sealed class PlainAction : IPostLoginAction
    {
        public Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
