using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActionsFunctions.Testing;

/// <summary>A post-login event as Auth0 would hand it out: always a user, a client, a request and a transaction; the rest by chance, with names that real people have.</summary>
internal static class RandomLogin
{
    // Far from every real date, and the start of ManualTimeProvider: an action that looks at the wrong clock is noticed.
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static JsonElement Of(long seed)
    {
        var draw = new Draw(seed);
        var (given, family, mail) = draw.Of(
            ("Ada", "Lovelace", "ada"), ("Zoë", "O'Brien", "zoe.o'brien"), ("Björn", "Ødegård", "bjorn+portal"), ("美咲", "佐藤", "misaki"),
            ("Ngọc", "Nguyễn", "NGOC"), ("Jean-Luc", "de la Cruz", "jl_dlc"), ("X Æ", "Müller-Lüdenscheidt", "x.ae-1"), ("Sam", "", "sam"));
        var strategy = draw.Of("auth0", "google-oauth2", "samlp", "waad", "email");
        var userId = $"{strategy}|{draw.Hex(24)}";
        var login = new JsonObject
        {
            ["authentication"] = new JsonObject { ["methods"] = Methods(draw) },
            ["authorization"] = new JsonObject { ["roles"] = Texts(draw, "reader", "editor", "billing admin") },
            ["client"] = new JsonObject { ["client_id"] = draw.Hex(32), ["name"] = draw.Of("Portal", "Mobile app", "Kassa & Büro"), ["metadata"] = new JsonObject() },
            ["connection"] = new JsonObject { ["id"] = "con_" + draw.Hex(16), ["name"] = draw.Of("Users", "contoso-staff"), ["strategy"] = strategy, ["metadata"] = new JsonObject() },
            ["request"] = Request(draw),
            ["stats"] = new JsonObject { ["logins_count"] = 1 + draw.Below(draw.Of(2, 500)) },
            ["tenant"] = new JsonObject { ["id"] = "contoso" },
            ["transaction"] = Transaction(draw),
            ["user"] = User(draw, userId, given, family, $"{mail}{draw.Number(3)}@{draw.Of("contoso.example", "mail.contoso.example", "xn--bcher-kva.example")}"),
        };
        if (draw.Chance(30))
            login["organization"] = new JsonObject { ["id"] = "org_" + draw.Hex(16), ["name"] = draw.Of("fabrikam", "litware"), ["display_name"] = "Fabrikam & Co", ["metadata"] = new JsonObject() };
        if (draw.Chance(70))
            login["session"] = new JsonObject { ["id"] = "sess_" + draw.Hex(16), ["user_id"] = userId, ["created_at"] = draw.Moment(Now, 3), ["authenticated_at"] = draw.Moment(Now, 3) };
        if (draw.Chance(50))
            login["resource_server"] = new JsonObject { ["identifier"] = "https://api.contoso.example" };
        return JsonElement.Parse(login.ToJsonString());
    }

    private static JsonObject User(Draw draw, string userId, string given, string family, string email) => new()
    {
        ["user_id"] = userId,
        ["email"] = email,
        ["email_verified"] = draw.Chance(80),
        ["name"] = $"{given} {family}".Trim(),
        ["nickname"] = email[..email.IndexOf('@', StringComparison.Ordinal)],
        ["given_name"] = given,
        ["family_name"] = family,
        ["created_at"] = draw.Moment(Now, 900),
        ["updated_at"] = draw.Moment(Now, 1),
        ["app_metadata"] = draw.Chance(50) ? new JsonObject { ["roles"] = Texts(draw, "basic", "trial") } : new JsonObject(),
        ["user_metadata"] = draw.Chance(30) ? new JsonObject { ["colour"] = draw.Of("grün", "blue") } : new JsonObject(),
        ["multifactor"] = new JsonArray(),
        ["identities"] = new JsonArray(new JsonObject
        {
            ["connection"] = "Users",
            ["provider"] = userId[..userId.IndexOf('|', StringComparison.Ordinal)],
            ["user_id"] = userId[(userId.IndexOf('|', StringComparison.Ordinal) + 1)..],
            ["isSocial"] = userId.StartsWith("google", StringComparison.Ordinal),
        }),
    };

    private static JsonObject Request(Draw draw) => new()
    {
        ["ip"] = draw.Chance(70) ? $"203.0.113.{1 + draw.Below(254)}" : $"2001:db8::{draw.Hex(4)}",
        ["method"] = draw.Of("GET", "POST"),
        ["hostname"] = "contoso.auth0.com",
        ["language"] = draw.Of("en", "de-AT", "ja"),
        ["user_agent"] = draw.Of("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "ContosoApp/3.2 (iPhone; iOS 19.1)"),
        ["query"] = new JsonObject { ["scope"] = "openid profile email" },
        ["body"] = new JsonObject(),
        ["geoip"] = draw.Of(
            () => new JsonObject { ["countryCode"] = "AT", ["countryName"] = "Austria", ["cityName"] = "Vienna", ["latitude"] = 48.2, ["longitude"] = 16.37 },
            () => new JsonObject { ["countryCode"] = "JP", ["countryName"] = "Japan", ["cityName"] = "Ōsaka", ["latitude"] = 34.69, ["longitude"] = 135.5 },
            () => new JsonObject())(),
    };

    private static JsonObject Transaction(Draw draw) => new()
    {
        ["id"] = draw.Hex(32),
        ["protocol"] = draw.Of("oidc-basic-profile", "oidc-hybrid-profile", "oauth2-refresh-token", "samlp"),
        ["locale"] = draw.Of("en", "de", "ja"),
        ["redirect_uri"] = "https://portal.contoso.example/callback",
        ["requested_scopes"] = new JsonArray("openid", "profile", "email"),
        ["response_type"] = new JsonArray("code"),
        ["acr_values"] = new JsonArray(),
        ["prompt"] = draw.Chance(20) ? new JsonArray("login") : new JsonArray(),
        ["ui_locales"] = new JsonArray(),
        ["state"] = draw.Hex(16),
        ["metadata"] = new JsonObject(),
    };

    private static JsonArray Methods(Draw draw)
    {
        var methods = new JsonArray(new JsonObject { ["name"] = draw.Of("pwd", "federated", "passkey"), ["timestamp"] = draw.Moment(Now, 1) });
        if (draw.Chance(30))
            methods.Add((JsonNode)new JsonObject { ["name"] = "mfa", ["timestamp"] = draw.Moment(Now, 1), ["type"] = draw.Of("otp", "webauthn-roaming") });
        return methods;
    }

    private static JsonArray Texts(Draw draw, params ReadOnlySpan<string> choices)
    {
        var texts = new JsonArray();
        foreach (var choice in choices)
        {
            if (draw.Chance(40))
                texts.Add((JsonNode)choice);
        }

        return texts;
    }
}
