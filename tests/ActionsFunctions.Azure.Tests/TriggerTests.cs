using System.Reflection;
using System.Text.Json;
using ActionsFunctions.Azure.Functions;
using ActionsFunctions.Azure.HttpModels;
using ActionsFunctions.Generated;
using Microsoft.Azure.Functions.Worker;

namespace ActionsFunctions.Azure.Tests;

public sealed class TriggerTests
{
    private static readonly Dictionary<string, MethodInfo> Functions = typeof(ActionFunctions).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)
        .ToDictionary(method => method.GetCustomAttribute<FunctionAttribute>()!.Name, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, HttpTriggerAttribute> Triggers = Functions
        .Where(function => Trigger(function.Value) is not null)
        .ToDictionary(function => function.Key, function => Trigger(function.Value)!, StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void Every_action_type_has_one_function_of_its_own_and_no_function_lacks_its_type()
    {
        var routes = Triggers.Values.Select(trigger => trigger.Route!).Where(route => route.StartsWith("actions/", StringComparison.Ordinal));
        Assert.Equal(ActionTypes.All.Select(type => "actions/" + type.Name).Order(), routes.Order());
    }

    [Fact]
    public void A_function_of_an_action_bears_the_name_of_its_type() =>
        Assert.All(ActionTypes.All, type => Assert.Equal("actions/" + type.Name, Triggers[type.Name].Route));

    [Theory]
    [InlineData("post-login", "post-login/{provider}", AuthorizationLevel.Function)]
    [InlineData("cache-invalidate", "cache/invalidate", AuthorizationLevel.Function)]
    [InlineData("health-live", "health/live", AuthorizationLevel.Anonymous)]
    [InlineData("health-ready", "health/ready", AuthorizationLevel.Anonymous)]
    [InlineData("openapi", "openapi.json", AuthorizationLevel.Function)]
    [InlineData("schema-flow", "schema/flow.json", AuthorizationLevel.Function)]
    [InlineData(NoSuchRouteFunction.Name, "{*path}", AuthorizationLevel.Function)]
    public void A_function_answers_at_its_route_and_level(string name, string route, AuthorizationLevel level)
    {
        Assert.Equal(route, Triggers[name].Route);
        Assert.Equal(level, Triggers[name].AuthLevel);
    }

    [Fact]
    public void Only_the_health_probes_need_no_key() => Assert.Equal(
        ["health-live", "health-ready"],
        Triggers.Where(trigger => trigger.Value.AuthLevel == AuthorizationLevel.Anonymous).Select(trigger => trigger.Key).Order());

    [Fact]
    public void Every_trigger_accepts_every_method_so_that_the_core_can_answer_405() =>
        Assert.All(Triggers.Values, trigger => Assert.Null(trigger.Methods));

    [Fact]
    public void The_function_for_every_other_route_sorts_after_all_others() =>
        Assert.Equal(NoSuchRouteFunction.Name, Functions.Keys.Max(StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void The_platform_finds_the_warm_up_by_its_name() =>
        Assert.Single(Functions["warmup"].GetParameters(), parameter => parameter.GetCustomAttribute<WarmupTrigger>() is not null);

    [Fact]
    public void The_prefix_that_the_adapter_takes_off_is_the_one_in_host_json()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "host.json"));
        var host = JsonSerializer.Deserialize<JsonElement>(file);
        Assert.Equal(RoutePrefix.Path, "/" + host.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
    }

    private static HttpTriggerAttribute? Trigger(MethodInfo function) =>
        function.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).SingleOrDefault(trigger => trigger is not null);
}
