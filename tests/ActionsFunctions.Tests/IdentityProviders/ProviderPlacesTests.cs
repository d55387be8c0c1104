using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Local.Commands.Doctor.Subjects;
using ActionsFunctions.Testing.Simulators;
using ActionsFunctions.Tests.Fixtures;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;

namespace ActionsFunctions.Tests.IdentityProviders;

/// <summary>A provider stands in every place that lists providers, as docs/add-a-provider.md says: whoever adds one is told here what is still missing.</summary>
public sealed class ProviderPlacesTests
{
    public static TheoryData<string> Routes => [.. ProviderTypes.All.Select(type => type.Route)];

    [Theory]
    [MemberData(nameof(Routes))]
    public void It_is_simulated_and_passes_the_suite_of_all_providers(string route)
    {
        Assert.NotNull(ProviderSimulators.Find(route));
        Assert.Single(ProviderTable.All, provider => provider.Route == route);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public void The_doctor_knows_how_long_it_waits_and_that_is_what_its_simulator_waits_at_most(string route)
    {
        var deadline = CallerDeadline.Of(route);
        Assert.InRange(ProviderSimulators.Find(route)!.Deadline, TimeSpan.FromMilliseconds(1), deadline.Most);
        Assert.True(ProviderTypes.All.Single(type => type.Route == route).Budget < deadline.Unset, "The default budget must end before the provider gives up.");
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public void It_has_a_page_that_says_how_to_try_it_and_which_settings_it_has(string route)
    {
        var page = Read("docs", "providers", $"{route}.md");
        var section = ProviderTypes.All.Single(type => type.Route == route).Section;
        Assert.Contains($"login {route}", page, StringComparison.Ordinal);
        Assert.Contains($"IdentityProviders__{section}__", page, StringComparison.Ordinal);
        Assert.Contains($"IdentityProviders:{section}:", Read("README.md"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public void Editors_know_its_budget_the_console_its_name_and_the_template_its_route(string route)
    {
        var section = ProviderTypes.All.Single(type => type.Route == route).Section;
        Assert.Contains($"\"{section}\": {{\"type\": \"string\"", Read("actions.schema.json"), StringComparison.Ordinal);
        Assert.Contains($"'{route}': '", Read("functions", "ActionsFunctions.Local", "Console", "providers.js"), StringComparison.Ordinal);
        // Entra brings a token that the platform checks as well; every other route is left to the app's own check.
        Assert.Equal(route != "entra", Read("infra", "modules", "function-app.bicep").Contains($"'/api/post-login/{route}'", StringComparison.Ordinal));
    }

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([RepositoryRoot.Path, .. path]));
}
