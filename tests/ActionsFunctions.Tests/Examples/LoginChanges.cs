using System.Text.Json.Nodes;

namespace ActionsFunctions.Tests.Examples;

/// <summary>The same event for another login.</summary>
internal static class LoginChanges
{
    public static void OfUser(this JsonObject login, string name)
    {
        login["user"]!["user_id"] = $"auth0|{name}";
        login["user"]!["email"] = $"{name}@contoso.example";
    }

    public static void ByPassword(this JsonObject login)
    {
        login["transaction"]!["protocol"] = "oauth2-password";
        login["request"]!["body"] = new JsonObject { ["grant_type"] = "password" };
        login["request"]!["query"] = new JsonObject();
        login.Remove("session");
    }

    public static void ByRefresh(this JsonObject login)
    {
        login["transaction"]!["protocol"] = "oauth2-refresh-token";
        login["request"]!["body"] = new JsonObject { ["grant_type"] = "refresh_token" };
        login["request"]!["query"] = new JsonObject();
        login.Remove("authorization");
    }
}
