using System.Globalization;
using System.Text;

namespace ActionsFunctions.Benchmarks;

/// <summary>A post-login event of about a given size: what Auth0 sends, and metadata to fill it up.</summary>
internal static class SampleEvent
{
    /// <summary>The body of a call to the auth0 route.</summary>
    public static byte[] Body(int user, int bytes, string transaction = "t-1")
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"auth0|u{user:D8}");
        var head = $$"""
            {"event":{"transaction":{"id":"{{transaction}}","locale":"en","protocol":"oidc-basic-profile","redirect_uri":"https://shop.example/callback","requested_scopes":["openid","profile","email"],"response_type":["code"],"state":"c2hvcA","ui_locales":["en"],"acr_values":[],"prompt":[]},"client":{"client_id":"3f0b2d61c6f84d19","name":"Shop","metadata":{"team":"web","tier":"1"} },"connection":{"id":"con_fpe3kf0ds9","name":"Users","strategy":"auth0","metadata":{} },"request":{"ip":"192.0.2.17","asn":"64500","method":"GET","hostname":"contoso.example","language":"en","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0","query":{"client_id":"3f0b2d61c6f84d19","scope":"openid profile email","response_type":"code"},"body":{},"geoip":{"cityName":"Bern","continentCode":"EU","countryCode":"CH","countryCode3":"CHE","countryName":"Switzerland","latitude":46.948,"longitude":7.447,"timeZone":"Europe/Zurich"} },"authentication":{"methods":[{"name":"pwd","timestamp":"2026-11-20T08:15:30.000Z"}]},"authorization":{"roles":["editor","premium"]},"organization":{"id":"org_5Jh2","name":"contoso","display_name":"Contoso","metadata":{} },"resource_server":{"identifier":"https://api.contoso.example/"},"session":{"id":"s-1","created_at":"2026-11-20T08:15:30.000Z","device":{"initial_ip":"192.0.2.17","last_ip":"192.0.2.17"} },"stats":{"logins_count":42},"tenant":{"id":"contoso"},"user":{"user_id":"{{id}}","email":"u{{user}}@contoso.example","email_verified":true,"name":"A User","given_name":"A","family_name":"User","nickname":"u","picture":"https://contoso.example/u.png","created_at":"2024-01-02T03:04:05.000Z","updated_at":"2026-11-20T08:15:30.000Z","identities":[{"connection":"Users","provider":"auth0","user_id":"u{{user}}","isSocial":false}],"app_metadata":{"roles":["premium"]},"user_metadata":{
            """;
        const string Tail = "}}}}";
        var text = new StringBuilder(head);
        for (var i = 0; text.Length + Tail.Length < bytes - 30; i++)
            text.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? "," : "")}\"preference_{i:D3}\":\"value {i:D3}\"");
        return Encoding.UTF8.GetBytes(text.Append(Tail).ToString());
    }
}
