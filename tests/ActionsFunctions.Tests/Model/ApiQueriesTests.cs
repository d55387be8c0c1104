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
    public void Pages_are_of_one_to_a_hundred_and_begin_where_the_last_one_ended()
    {
        Assert.Equal((1, "1"), (api.Groups.GetUserGroups(take: 1).Items.Count, api.Groups.GetUserGroups(take: 1).Next));
        Assert.Equal((3, (string?)null), (api.Groups.GetUserGroups(take: 100).Items.Count, api.Groups.GetUserGroups(take: 100).Next));
        Assert.Equal((3, (string?)null), (api.Groups.GetUserGroups(take: 3).Items.Count, api.Groups.GetUserGroups(take: 3).Next));
        Assert.Equal((0, (string?)null), (api.Groups.GetUserGroups(from: "3").Items.Count, api.Groups.GetUserGroups(from: "3").Next));
        var many = new ApiUnderTest($$$"""{"queries":{"groups":[{{{string.Join(',', Enumerable.Repeat("{}", 51))}}}],"roles":[{{{string.Join(',', Enumerable.Repeat("{}", 51))}}}]}}""").Api;
        Assert.Equal((50, "50"), (many.Groups.GetUserGroups().Items.Count, many.Groups.GetUserGroups().Next));
        Assert.Equal((50, "50"), (many.Roles.GetUserEffectiveRoles().Items.Count, many.Roles.GetUserEffectiveRoles().Next));
        Assert.False(many.Groups.HasGroupMembership(new string[100]));
        Assert.Empty(many.Roles.GetUserEffectiveRolesByIds(new string[100]));
        Assert.Empty(many.Roles.GetUserEffectiveRolesByNames(new string[50]));
    }

    [Fact]
    public void A_refused_question_is_told_why()
    {
        Assert.Throws<ArgumentOutOfRangeException>("take", () => api.Groups.GetUserGroups(take: 0));
        Assert.All(["4", "-1", " 1", "page two", ""], position => Assert.Equal(
            "This is not the position of a page. (Parameter 'position')",
            Assert.Throws<ArgumentException>(() => api.Groups.GetUserGroups(from: position)).Message));
        Assert.Equal("At most 100 can be asked for at once. (Parameter 'wanted')", Assert.Throws<ArgumentException>(() => api.Groups.HasGroupMembership(new string[101])).Message);
        Assert.Equal("At most 100 can be asked for at once. (Parameter 'wanted')", Assert.Throws<ArgumentException>(() => api.Roles.GetUserEffectiveRolesByIds(new string[101])).Message);
        Assert.Equal("At most 50 can be asked for at once. (Parameter 'wanted')", Assert.Throws<ArgumentException>(() => api.Roles.GetUserEffectiveRolesByNames(new string[51])).Message);
        var silent = new ApiUnderTest("""{"queries":{"groups":{},"roles":null,"rules":"rul_1"}}""").Api;
        const string answer = "The caller does not answer this: the event has no queries.";
        Assert.Equal($"{answer}groups.", Assert.Throws<NotSupportedException>(() => silent.Groups.GetUserGroups()).Message);
        Assert.Equal($"{answer}roles.", Assert.Throws<NotSupportedException>(() => silent.Roles.GetUserEffectiveRolesByNames("a")).Message);
        Assert.Equal($"{answer}rules.", Assert.Throws<NotSupportedException>(() => silent.Rules.WasExecuted("rul_1")).Message);
    }

    [Fact]
    public void What_is_no_text_in_an_answer_is_nobodys_rule_role_or_group()
    {
        var odd = new ApiUnderTest("""{"queries":{"groups":[{"id":1},{}],"roles":[{"name":null,"id":"r"}],"rules":[1,null]}}""").Api;
        Assert.False(odd.Groups.HasGroupMembership("1", ""));
        Assert.Empty(odd.Roles.GetUserEffectiveRolesByNames("r", ""));
        Assert.False(odd.Rules.WasExecuted("1"));
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
