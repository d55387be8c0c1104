using ActionsFunctions.Secrets;

namespace ActionsFunctions.Tests.Secrets;

/// <summary>How one answer follows another.</summary>
public sealed class KnownSecretTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_first_value_has_no_previous_one() =>
        Assert.Equal(new(new("one"), "v1", null, Now), KnownSecret.After(null, Answer("one", "v1"), Now));

    [Fact]
    public void The_same_value_stays_the_same_under_its_newest_version()
    {
        var known = new KnownSecret(new("two", "one"), "v2", "v1", Now);
        Assert.Same(known, KnownSecret.After(known, Answer("two", "v2"), Now.AddDays(1)));
        var renamed = KnownSecret.After(known, Answer("two", "v3"), Now.AddDays(1));
        Assert.Equal(known with { Version = "v3" }, renamed);
        Assert.Same(known.Versions, renamed.Versions);
    }

    [Fact]
    public void A_new_value_pushes_the_former_one_back_for_an_hour()
    {
        var known = new KnownSecret(new("two", "one"), "v2", "v1", Now);
        Assert.Equal(new(new("Two", "two"), "v3", "v2", Now.AddHours(1)), KnownSecret.After(known, Answer("Two", "v3"), Now));
    }

    [Fact]
    public void A_previous_version_found_in_the_vault_counts_where_its_value_is_another()
    {
        var known = new KnownSecret(new("two"), "v2", null, Now);
        Assert.Same(known, known.WithPrevious(Answer("two", "v1"), Now.AddHours(1)));
        Assert.Equal(new(new("two", "one"), "v2", "v1", Now.AddHours(1)), known.WithPrevious(Answer("one", "v1"), Now.AddHours(1)));
        Assert.Equal(known, known.WithPrevious(Answer("one", "v1"), Now).WithoutPrevious());
    }

    [Fact]
    public void Nothing_that_holds_a_value_prints_more_than_it_may()
    {
        var known = new KnownSecret(new("one"), "v1", null, Now);
        Assert.Equal("*** *** Forbidden", $"{known} {known.Versions} {new VaultAnswer(VaultFault.Forbidden, "one")}");
        Assert.Equal("A secret is not available yet.", new SecretUnavailableException().Message);
    }

    private static VaultAnswer Answer(string value, string version) => new(VaultFault.None, value, version);
}
