using System.Text.Json;
using ActionsFunctions.Authenticating.Jwt;
using ActionsFunctions.IdentityProviders;

namespace ActionsFunctions.Tests.Authenticating.Jwt;

/// <summary>The validity period to the second, seen 1000 seconds after the beginning of time.</summary>
public sealed class JwtTimesTests
{
    [Theory]
    [InlineData("""{"exp":941,"nbf":1060}""", CallerVerdict.Accepted)]
    [InlineData("""{"exp":940,"nbf":0}""", CallerVerdict.Stale)]
    [InlineData("""{"exp":2000,"nbf":1061}""", CallerVerdict.Stale)]
    [InlineData("""{"exp":2000,"nbf":0}""", CallerVerdict.Accepted)]
    [InlineData("""{"exp":0,"nbf":0}""", CallerVerdict.Stale)]
    [InlineData("""{"exp":2000,"nbf":1000,"iat":0}""", CallerVerdict.Accepted)]
    [InlineData("""{"exp":2000,"nbf":1000,"iat":1060}""", CallerVerdict.Accepted)]
    [InlineData("""{"exp":2000,"nbf":1000,"iat":1061}""", CallerVerdict.Stale)]
    [InlineData("""{"exp":9223372036854775807,"nbf":1000}""", CallerVerdict.Accepted)]
    [InlineData("""{"exp":2000,"nbf":9223372036854775807}""", CallerVerdict.Stale)]
    [InlineData("""{"exp":9223372036854775808,"nbf":1000}""", CallerVerdict.Malformed)]
    [InlineData("""{"exp":2000,"nbf":-1}""", CallerVerdict.Malformed)]
    [InlineData("""{"exp":2000,"nbf":1000,"iat":-1}""", CallerVerdict.Malformed)]
    [InlineData("""{"exp":2000,"nbf":1000,"iat":null}""", CallerVerdict.Malformed)]
    [InlineData("""{"exp":2000}""", CallerVerdict.Malformed)]
    [InlineData("""{"nbf":1000}""", CallerVerdict.Malformed)]
    public void A_token_counts_from_nbf_to_before_exp_each_with_a_minute_more(string claims, CallerVerdict verdict) =>
        Assert.Equal(verdict, JwtTimes.Check(JsonElement.Parse(claims), DateTimeOffset.FromUnixTimeSeconds(1000)));
}
