using System.Text;
using System.Text.Json;
using ActionsFunctions.Recording;

namespace ActionsFunctions.Tests.Recording;

/// <summary>What a recording keeps of a person: nothing, but that it is the same person.</summary>
public sealed class RedactionTests
{
    private static readonly IReadOnlySet<string> Words = new HashSet<string>(StringComparer.Ordinal) { "finance" };

    [Fact]
    public void Every_text_number_and_free_name_that_could_be_personal_becomes_a_pseudonym()
    {
        var redacted = Redact(
            """
            {"user":{"user_id":"MARK-1","email":"MARK@x.example","email_verified":true,"app_metadata":{"MARK-name":{"MARK-2":["MARK-3",424242.25,null,false]}}},
             "request":{"ip":"MARK-4","query":{"MARK-5":"https://MARK.example/6"},"geoip":{"latitude":48.137154}},"stats":{"logins_count":7}}
            """);
        Assert.DoesNotContain("MARK", redacted, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("424242", redacted, StringComparison.Ordinal);
        Assert.DoesNotContain("48.137", redacted, StringComparison.Ordinal);
        Assert.Contains("\"email_verified\":true", redacted, StringComparison.Ordinal);
        Assert.Contains("null,false]", redacted, StringComparison.Ordinal);
        Assert.Contains("\"logins_count\":7", redacted, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_in_the_flow_and_documented_vocabulary_stay()
    {
        const string Login = """{"transaction":{"protocol":"oauth2-refresh-token","prompt":["none"]},"user":{"user_id":"","app_metadata":{"finance":["finance"]}}}""";
        Assert.Equal(Login, Redact(Login));
    }

    [Fact]
    public void The_same_person_is_the_same_under_one_key_and_another_under_another()
    {
        const string Login = """{"user":{"user_id":"auth0|ada"}}""";
        Assert.Equal(Redact(Login), Redact(Login));
        Assert.NotEqual(Redact(Login), Redact(Login, "another key"));
        Assert.NotEqual(Redact(Login), Redact("""{"user":{"user_id":"auth0|eve"}}"""));
        var once = Pseudonyms.OfThisFile();
        Assert.NotEqual(once.For("auth0|ada"), Pseudonyms.OfThisFile().For("auth0|ada"));
    }

    [Fact]
    public void A_link_to_a_next_page_leads_back_to_the_upstream_and_says_nothing_else()
    {
        var json = JsonElement.Parse("""{"@odata.nextLink":"https://graph.example/users/MARK?$skiptoken=MARK","value":[{"id":"https://other.example/MARK"}]}""");
        var redacted = new Redaction(Pseudonyms.Of("key"), Words).Of(json, new("https://graph.example/users/MARK")).GetRawText();
        Assert.Contains(Redaction.Origin + "/p-", redacted, StringComparison.Ordinal);
        Assert.DoesNotContain("MARK", redacted, StringComparison.Ordinal);
        Assert.DoesNotContain("other.example", redacted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"format":"actionsfunctions-login/2","provider":"auth0","flow":"","event":{},"upstream":[],"outcome":{"decision":"continue","actions":[],"commands":[]}}""")]
    [InlineData("""{"format":"actionsfunctions-login/1","provider":"auth0","flow":"","event":{"user":{"user_id":7}},"upstream":[],"outcome":{"decision":"continue","actions":[],"commands":[]}}""")]
    [InlineData("""{"format":"actionsfunctions-login/1","provider":"auth0","flow":"","event":{},"upstream":[],"outcome":{"decision":"continue","actions":[],"commands":[]},"more":1}""")]
    [InlineData("""{"format":"actionsfunctions-login/1","provider":"auth0","flow":"","event":{},"upstream":[{"action":"a","status":200,"fault":"99","body":{}}],"outcome":{"decision":"continue","actions":[],"commands":[]}}""")]
    [InlineData("""{"format":"actionsfunctions-login/1","provider":"auth0","flow":"","event":{},"upstream":[{"action":"a","status":9000,"fault":"None","body":{}}],"outcome":{"decision":"continue","actions":[],"commands":[]}}""")]
    [InlineData("""{"format":"actionsfunctions-login/1","format":"actionsfunctions-login/1","provider":"auth0","flow":"","event":{},"upstream":[],"outcome":{"decision":"continue","actions":[],"commands":[]}}""")]
    public void A_file_of_another_form_is_refused(string text)
    {
        Assert.Null(RecordedLoginFile.Read(Encoding.UTF8.GetBytes(text), out var fault));
        Assert.NotEmpty(fault);
    }

    private static string Redact(string json, string key = "key") => new Redaction(Pseudonyms.Of(key), Words).Of(JsonElement.Parse(json)).GetRawText();
}
