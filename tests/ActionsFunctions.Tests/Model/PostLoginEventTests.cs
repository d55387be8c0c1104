using System.Collections;
using System.Globalization;
using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Tests.Fixtures;

namespace ActionsFunctions.Tests.Model;

public sealed class PostLoginEventTests
{
    public static TheoryData<string> Members => DocumentedMember.Paths;

    [Theory]
    [MemberData(nameof(Members))]
    public void Reads_every_documented_member(string path)
    {
        var read = DocumentedMember.At(path).Read(Auth0EventFixture.Event);
        Assert.Equal(ValueAt(path, read), read is EventMap map ? map.Json.GetRawText() : read);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void A_member_that_is_missing_null_or_of_another_type_reads_as_absent(string path)
    {
        if (DocumentedMember.IsItem(path))
            return;
        foreach (var json in (string?[])[null, "null", OtherType(path)])
            AssertAbsent(DocumentedMember.At(path).Read(new(Auth0EventFixture.With(path, json))));
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void With_the_part_that_holds_it_a_member_is_absent(string path)
    {
        for (var part = Above(path); part.Length > 0; part = Above(part))
        {
            if (path.Skip(part.Length).Any(char.IsAsciiDigit) || DocumentedMember.IsItem(part))
                continue;
            foreach (var json in (string?[])[null, "null", "1"])
                AssertAbsent(DocumentedMember.At(path).Read(new(Auth0EventFixture.With(part, json))));
        }
    }

    [Fact]
    public void The_fixture_holds_no_member_that_cannot_be_read()
    {
        var readable = DocumentedMember.All.Select(static member => member.Path).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Walk(Auth0EventFixture.Json, "");
        Assert.Equal(readable, seen);

        void Walk(JsonElement json, string path)
        {
            if (readable.Contains(path))
                seen.Add(path);
            else if (json.ValueKind == JsonValueKind.Object)
                json.EnumerateObject().ToList().ForEach(member => Walk(member.Value, $"{path}/{member.Name}"));
            else if (json.ValueKind == JsonValueKind.Array)
                json.EnumerateArray().Index().ToList().ForEach(item => Walk(item.Item, $"{path}/{item.Index}"));
            else
                Assert.Fail($"{path} is not in the table");
        }
    }

    [Fact]
    public void Objects_that_are_absent_read_as_null()
    {
        var login = new PostLoginEvent(JsonElement.Parse("""{"user":{"user_id":"x"},"client":null,"tenant":"t"}"""));
        var absent = typeof(PostLoginEvent).GetProperties()
            .Where(static property => Nullable.GetUnderlyingType(property.PropertyType) is not null && property.Name != "User");
        Assert.All(absent, property => Assert.Null(property.GetValue(login)));
        Assert.Empty(login.User!.Value.Identities);
    }

    [Fact]
    public void Items_of_another_type_are_left_out_of_a_list()
    {
        var login = new PostLoginEvent(JsonElement.Parse("""
            {
              "authorization": {"roles": ["a", 1, null, "b"]},
              "user": {"identities": ["x", {"provider": "p"}, null]},
              "transaction": {"requested_authorization_details": [1, null]}
            }
            """));
        Assert.Equal(["a", "b"], login.Authorization!.Value.Roles);
        Assert.Empty(login.Transaction!.Value.RequestedAuthorizationDetails);
        Assert.Equal("p", Assert.Single(login.User!.Value.Identities).Provider);
    }

    [Fact]
    public void An_actor_chain_reads_to_its_end()
    {
        var subjects = new List<string?>();
        for (var actor = Auth0EventFixture.Event.Transaction?.Actor; actor is not null; actor = actor.Value.Act)
            subjects.Add(actor.Value.Sub);
        Assert.Equal(["agent|one", "agent|two", "agent|three", "agent|four", "agent|five"], subjects);
    }

    [Theory]
    [InlineData("2026-03-02T08:15:00", "2026-03-02T08:15:00+00:00")]
    [InlineData("2026-03-02", "2026-03-02T00:00:00+00:00")]
    [InlineData("2026-03-02T08:15:00+05:30", "2026-03-02T08:15:00+05:30")]
    [InlineData("02/03/2026", null)]
    [InlineData("yesterday", null)]
    public void A_date_without_an_offset_is_UTC_and_other_text_is_no_date(string text, string? expected)
    {
        var created = new PostLoginEvent(JsonElement.Parse($$"""{"user":{"created_at":"{{text}}" } }""")).User!.Value.CreatedAt;
        Assert.Equal(expected, created?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("1.5")]
    [InlineData("9223372036854775808")]
    public void A_count_that_is_no_whole_number_reads_as_absent(string number) =>
        Assert.Null(new PostLoginEvent(JsonElement.Parse($$"""{"stats":{"logins_count":{{number}} } }""")).Stats!.Value.LoginsCount);

    [Fact]
    public void A_number_beyond_double_reads_as_absent() =>
        Assert.Null(new PostLoginEvent(JsonElement.Parse("""{"request":{"geoip":{"latitude":1e999}}}""")).Request!.Value.GeoIp!.Value.Latitude);

    [Fact]
    public void Scopes_of_a_refresh_token_read_alike_as_text_and_as_list()
    {
        var list = new PostLoginEvent(Auth0EventFixture.With("/refresh_token/resource_servers/0/scopes", """["read:expenses","approve:expenses"]"""));
        Assert.Equal(
            Auth0EventFixture.Event.RefreshToken!.Value.ResourceServers[0].Scopes,
            list.RefreshToken!.Value.ResourceServers[0].Scopes);
    }

    [Fact]
    public void A_map_gives_values_by_name()
    {
        var metadata = Auth0EventFixture.Event.Transaction!.Value.Metadata;
        Assert.Equal("T-1093", metadata.Text("ticket"));
        Assert.Equal(1, metadata["attempt"]?.GetInt32());
        Assert.Null(metadata.Text("attempt"));
        Assert.Null(metadata["absent"]);
    }

    private static object? ValueAt(string path, object? read)
    {
        Assert.True(JsonPointer.TryParse(path, out var pointer));
        var json = Auth0EventFixture.Event.At(pointer)!.Value;
        return read switch
        {
            bool => json.GetBoolean(),
            long => json.GetInt64(),
            double => json.GetDouble(),
            DateTimeOffset => DateTimeOffset.Parse(json.GetString()!, CultureInfo.InvariantCulture),
            EventMap => json.GetRawText(),
            IReadOnlyList<string> when json.ValueKind == JsonValueKind.String => json.GetString()!.Split(' '),
            IReadOnlyList<string> => json.EnumerateArray().Select(static item => item.GetString()!).ToArray(),
            _ => json.GetString(),
        };
    }

    private static string Above(string path) => path[..path.LastIndexOf('/')];

    private static string OtherType(string path)
    {
        Assert.True(JsonPointer.TryParse(path, out var pointer));
        return Auth0EventFixture.Event.At(pointer)!.Value.ValueKind == JsonValueKind.Number ? "\"text\"" : "1";
    }

    private static void AssertAbsent(object? read)
    {
        switch (read)
        {
            case EventMap map:
                Assert.Equal(JsonValueKind.Undefined, map.Json.ValueKind);
                Assert.Null(map["any"]);
                break;
            case ICollection list:
                Assert.Empty(list);
                break;
            default:
                Assert.Null(read);
                break;
        }
    }
}
