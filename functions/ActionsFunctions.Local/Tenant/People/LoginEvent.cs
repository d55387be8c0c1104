using System.Globalization;
using System.Text.Json;

namespace ActionsFunctions.Local.Tenant.People;

/// <summary>The post-login event that Auth0 would hand out for a login of somebody of the local tenant: complete, with values of our own.</summary>
internal static class LoginEvent
{
    // Values are put into the text as they are: all of them are ours, and none needs escaping.
    public static JsonElement Of(Person person, TimeProvider clock)
    {
        var now = Text(clock.GetUtcNow());
        var id = Guid.NewGuid().ToString("N");
        var organization = person.Organizations is [var own, ..] ? $"\"organization\": {Organization(own)}," : "";
        return JsonElement.Parse($$"""
            {
              "authentication": { "methods": [ { "name": "pwd", "timestamp": "{{now}}" } ], "riskAssessment": {{Risk}} },
              "authorization": { "roles": [] },
              "client": { "client_id": "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPp", "name": "Contoso Portal", "metadata": {} },
              "connection": { "id": "con_contosodatabase", "name": "Username-Password-Authentication", "strategy": "auth0", "metadata": {} },
              {{organization}}
              "request": {{Request}},
              "resource_server": { "identifier": "https://api.contoso.example" },
              "session": {{Session(person, clock.GetUtcNow(), id)}},
              "stats": { "logins_count": {{person.LoginsCount}} },
              "tenant": { "id": "contoso" },
              "transaction": {{Transaction(person, id)}},
              "user": {{User(person, now)}}
            }
            """);
    }

    private const string Risk = """{ "confidence": "high", "version": "1", "assessments": { "NewDevice": { "confidence": "high", "code": "match" } } }""";

    private const string Request = """
        {
          "ip": "203.0.113.7", "method": "GET", "hostname": "contoso.auth0.com", "language": "en", "asn": "64500",
          "user_agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
          "query": { "client_id": "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPp", "response_type": "code", "scope": "openid profile email" },
          "body": {},
          "geoip": {
            "cityName": "Vienna", "continentCode": "EU", "countryCode": "AT", "countryCode3": "AUT", "countryName": "Austria",
            "latitude": 48.2, "longitude": 16.37, "timeZone": "Europe/Vienna"
          }
        }
        """;

    private static string Organization(Organization organization) =>
        $$"""{ "id": "{{organization.Id}}", "name": "{{organization.Name}}", "display_name": "{{organization.DisplayName}}", "metadata": { "region": "{{organization.Region}}" } }""";

    private static string Session(Person person, DateTimeOffset now, string id) => $$"""
        {
          "id": "sess_{{id[..16]}}", "user_id": "{{person.UserId}}", "authenticated_at": "{{Text(now)}}", "created_at": "{{Text(now)}}",
          "updated_at": "{{Text(now)}}", "expires_at": "{{Text(now.AddDays(7))}}", "idle_expires_at": "{{Text(now.AddDays(3))}}",
          "last_interacted_at": "{{Text(now)}}", "clients": [ { "client_id": "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPp" } ],
          "cookie": { "mode": "non-persistent" },
          "device": { "initial_ip": "203.0.113.7", "last_ip": "203.0.113.7", "initial_asn": "64500", "last_asn": "64500" },
          "metadata": {}
        }
        """;

    private static string Transaction(Person person, string id) => $$"""
        {
          "id": "{{id}}", "acr_values": [], "locale": "en", "login_hint": "{{person.Email}}", "metadata": {}, "prompt": [],
          "protocol": "oidc-basic-profile", "redirect_uri": "https://portal.contoso.example/callback",
          "requested_scopes": [ "openid", "profile", "email" ], "response_mode": "query", "response_type": [ "code" ],
          "state": "{{id[16..]}}", "ui_locales": [ "en" ]
        }
        """;

    private static string User(Person person, string now) => $$"""
        {
          "user_id": "{{person.UserId}}", "email": "{{person.Email}}", "email_verified": true, "name": "{{person.GivenName}} {{person.FamilyName}}",
          "nickname": "{{person.Name}}", "given_name": "{{person.GivenName}}", "family_name": "{{person.FamilyName}}",
          "picture": "https://portal.contoso.example/people/{{person.Name}}.png", "created_at": "2025-03-01T08:00:00.000Z", "updated_at": "{{now}}",
          "app_metadata": {{person.AppMetadata}}, "user_metadata": {}, "multifactor": [], "enrolledFactors": [],
          "identities": [ { "connection": "Username-Password-Authentication", "provider": "auth0", "user_id": "{{person.Name}}", "isSocial": false } ]
        }
        """;

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
