using System.Globalization;

namespace ActionsFunctions.Benchmarks;

/// <summary>The flow that every server of a comparison serves: groups from Graph, and one or two backends beside it, each entry one call.</summary>
internal static class Scenario
{
    public const string Secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    /// <summary>Settings of the product.</summary>
    /// <param name="upstream">Where Graph, the backends and the token endpoint are.</param>
    /// <param name="calls">Upstream calls of a login: 2 or 3.</param>
    /// <param name="keep">True: answers are kept, so that a known user's login calls nobody.</param>
    public static Dictionary<string, string?> Settings(string upstream, int calls, bool keep)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["IdentityProviders:Auth0:SigningSecrets:0"] = Secret,
            ["Graph:BaseUrl"] = $"{upstream}/v1.0",
            ["Graph:Credential"] = "ClientSecret",
            ["Graph:TokenEndpoint"] = $"{upstream}/token",
            ["Graph:ClientId"] = "app",
            ["Graph:ClientSecret"] = "s",
            ["PostLogin:Actions:0:Name"] = "graph-groups",
            ["PostLogin:Actions:1:Name"] = "backend-profile",
            ["PostLogin:Actions:1:Settings:Url"] = $"{upstream}/people/{{user.user_id}}",
        };
        if (calls > 2)
        {
            settings["PostLogin:Actions:2:Name"] = "plan";
            settings["PostLogin:Actions:2:Type"] = "backend-profile";
            settings["PostLogin:Actions:2:Settings:Url"] = $"{upstream}/plans/{{user.user_id}}";
            settings["PostLogin:Actions:2:Settings:Claims:0:Name"] = "https://actions.example/plan";
        }

        for (var i = 0; keep && i < calls; i++)
            settings[string.Create(CultureInfo.InvariantCulture, $"PostLogin:Actions:{i}:FreshFor")] = "01:00:00";
        return settings;
    }
}
