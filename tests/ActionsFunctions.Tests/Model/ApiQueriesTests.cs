using ActionsFunctions.Model;

namespace ActionsFunctions.Tests.Model;

/// <summary>Questions to the tenant: answered from the event member <c>queries</c>, else refused clearly.</summary>
public sealed class ApiQueriesTests
{
    private const string Login = """
        {"queries":{"groups":[{"id":"g1","name":"One"},{"id":"g2","name":"Two"},{"id":"g3","name":"Three"}],"roles":[{"id":"r1","name":"admin"}],"rules":["rul_1"]}}
        """;

    private readonly PostLoginApi api = new ApiUnderTest(Login).Api;

    [Fact]
    public void Groups_come_page_by_page()
    {
        var first = api.Groups.GetUserGroups(take: 2);
        var second = api.Groups.GetUserGroups(take: 2, first.Next);
        Assert.Equal(["One", "Two", "Three"], first.Items.Concat(second.Items).Select(group => group.Text("name")));
        Assert.Null(second.Next);
    }

    [Fact]
    public void A_membership_is_looked_up_by_id()
    {
        Assert.True(api.Groups.HasGroupMembership("g9", "g3"));
        Assert.False(api.Groups.HasGroupMembership("Three"));
    }

    [Fact]
    public void Roles_are_found_by_id_and_by_name()
    {
        Assert.Equal("admin", Assert.Single(api.Roles.GetUserEffectiveRoles().Items).Text("name"));
        Assert.Single(api.Roles.GetUserEffectiveRolesByIds("r1", "r2"));
        Assert.Single(api.Roles.GetUserEffectiveRolesByNames("admin"));
        Assert.Empty(api.Roles.GetUserEffectiveRolesByNames("Admin"));
    }

    [Fact]
    public void Rules_that_ran_are_known()
    {
        Assert.True(api.Rules.WasExecuted("rul_1"));
        Assert.False(api.Rules.WasExecuted("rul_2"));
    }

    [Fact]
    public void More_than_Auth0_takes_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => api.Roles.GetUserEffectiveRoles(take: 101));
        Assert.Throws<ArgumentException>(() => api.Roles.GetUserEffectiveRolesByIds(new string[101]));
        Assert.Throws<ArgumentException>(() => api.Roles.GetUserEffectiveRolesByNames(new string[51]));
        Assert.Throws<ArgumentException>(() => api.Groups.GetUserGroups(from: "page two"));
    }

    [Fact]
    public void Without_an_answer_in_the_event_a_question_is_not_supported()
    {
        var silent = new ApiUnderTest().Api;
        Assert.Throws<NotSupportedException>(() => silent.Groups.GetUserGroups());
        Assert.Throws<NotSupportedException>(() => silent.Groups.HasGroupMembership("g1"));
        Assert.Throws<NotSupportedException>(() => silent.Roles.GetUserEffectiveRoles());
        Assert.Throws<NotSupportedException>(() => silent.Rules.WasExecuted("rul_1"));
    }
}
