using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Testing;

public sealed class AnyLoginTests
{
    [Fact]
    public void Every_login_has_the_documented_shape_and_somebody_who_logs_in()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var login = Login.Any(seed);
            Assert.True(EventShape.IsValid(login.Json), $"{login}");
            Assert.NotNull(login.Event.User);
        }
    }

    [Fact]
    public void A_seed_gives_the_same_login_on_every_machine() => Assert.Equal("110429c13aa7ef184b5b1a0a666ae346", Login.Any(42).Event.Client?.ClientId);

    [Fact]
    public void Logins_of_different_seeds_differ_in_what_may_differ()
    {
        var logins = Enumerable.Range(0, 200).Select(seed => Login.Any(seed)).ToList();
        Assert.Equal(200, logins.Select(login => login.Event.User!.Value.UserId).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains(logins, login => login.Event.Organization is null);
        Assert.Contains(logins, login => login.Event.Organization is not null);
        Assert.Contains(logins, login => login.Event.User!.Value.Email!.Contains('\'', StringComparison.Ordinal));
    }

    [Fact]
    public void One_line_of_a_test_has_one_login_and_another_line_another()
    {
        var twice = Enumerable.Range(0, 2).Select(_ => Login.Any()).ToList();
        Assert.Equal(twice[0].Seed, twice[1].Seed);
        Assert.NotEqual(twice[0].Seed, Login.Any().Seed);
    }

    [Fact]
    public void A_pin_changes_what_it_names_and_nothing_else()
    {
        var login = Login.Any(7);
        var pinned = login.With("/user/app_metadata/a~1b", 3).With("/device/new", "x").Without("/stats/logins_count").Without("/nothing/there");

        Assert.Equal("3", pinned.Json.GetProperty("user").GetProperty("app_metadata").GetProperty("a/b").GetRawText());
        Assert.Equal("x", pinned.Json.GetProperty("device").GetProperty("new").GetString());
        Assert.False(pinned.Json.TryGetProperty("nothing", out _));
        var back = pinned.Without("/user/app_metadata/a~1b").Without("/device").WithJson("/stats/logins_count", login.Json.GetProperty("stats").GetProperty("logins_count").GetRawText());
        Assert.True(JsonElement.DeepEquals(login.Json, back.Json));
        Assert.Equal(7, pinned.Seed);
    }

    [Theory]
    [InlineData("user/email")]
    [InlineData("")]
    [InlineData("/user/~2")]
    public void A_pin_that_is_no_pointer_is_refused_where_it_is_written(string pointer) =>
        Assert.Throws<ArgumentException>(() => Login.Any().With(pointer, ClaimValue.Null));

    [Fact]
    public void A_login_in_a_message_tells_how_to_make_it_and_nobody_s_data()
    {
        Assert.Equal("Login.Any(7L)", $"{Login.Any(7)}");
        Assert.DoesNotContain("ada@", $"{Login.Of("""{"user":{"email":"ada@contoso.example"}}""")}", StringComparison.Ordinal);
    }
}
