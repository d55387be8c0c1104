using System.Reflection;
using ActionsFunctions.Observing;
using ActionsFunctions.Tests.Fixtures;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Tests.Observing;

/// <summary>What logs, traces and metrics are built of.</summary>
public sealed class SafeTextTests
{
    private static readonly Type[] Allowed = [typeof(SafeText), typeof(int), typeof(long), typeof(double), typeof(bool), typeof(TimeSpan), typeof(DateTimeOffset)];

    [Theory]
    [InlineData("9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d", "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d")]
    [InlineData("ada@contoso.example", "")]
    [InlineData("1\r\nLogin via auth0: continue", "")]
    [InlineData("auth0|ada", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void An_id_of_a_caller_counts_only_in_a_narrow_form(string? given, string shown) => Assert.Equal(shown, SafeText.Id(given).ToString());

    [Fact]
    public void An_id_of_a_caller_is_of_at_most_64_characters()
    {
        Assert.Equal(64, SafeText.Id(new('a', 64)).ToString().Length);
        Assert.True(SafeText.Id(new('a', 65)).IsEmpty);
    }

    [Theory]
    [InlineData("graph-groups", "graph-groups")]
    [InlineData("backend:1", "backend:1")]
    [InlineData("ada@contoso.example", "(unfit)")]
    [InlineData("a name", "(unfit)")]
    public void A_name_is_shown_in_the_form_that_the_configuration_allows(string given, string shown) => Assert.Equal(shown, SafeText.Name(given).ToString());

    [Fact]
    public void Every_log_method_takes_closed_types_only()
    {
        var methods = typeof(SafeText).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<LoggerMessageAttribute>() is not null)
            .ToList();
        Assert.True(methods.Count > 15);
        Assert.All(methods, method => Assert.All(
            method.GetParameters(),
            parameter => Assert.True(parameter.ParameterType == typeof(ILogger) || IsClosed(parameter.ParameterType), $"{method.DeclaringType}.{method.Name}: {parameter.Name}")));
    }

    [Fact]
    public void Whoever_writes_to_a_trace_or_a_metric_takes_closed_types_only()
    {
        var setters = typeof(Span).GetMethods().Where(method => method.Name is "Set" or "Fail");
        var tokens = typeof(Measures).GetMethods().Where(method => method.Name is "Upstream" or "Token");
        Assert.All(setters.SelectMany(method => method.GetParameters()).Where(parameter => parameter.Name != "key").Concat(tokens.SelectMany(method => method.GetParameters())),
            parameter => Assert.True(IsClosed(parameter.ParameterType), $"{parameter.Member.Name}: {parameter.Name}"));
    }

    // A file that the two do not own could write anything: so none does.
    [Theory]
    [InlineData("SetTag(", "Span.cs")]
    [InlineData("AddTag(", "")]
    [InlineData("AddEvent(", "")]
    [InlineData("AddException(", "")]
    [InlineData("AddBaggage(", "")]
    [InlineData("SetBaggage(", "")]
    [InlineData("SetStatus(", "Span.cs")]
    [InlineData("StartActivity(", "Span.cs")]
    [InlineData(".DisplayName =", "Span.cs")]
    [InlineData("TagList", "Measures.cs")]
    [InlineData("CreateCounter", "Measures.cs")]
    [InlineData("CreateHistogram", "Measures.cs")]
    [InlineData("LogInformation(", "")]
    [InlineData("LogWarning(", "")]
    [InlineData("LogError(", "")]
    [InlineData("LogDebug(", "")]
    [InlineData("BeginScope(", "")]
    public void Nobody_else_writes_to_a_log_a_trace_or_a_metric(string call, string owner)
    {
        var core = Path.Combine(RepositoryRoot.Path, "functions", "ActionsFunctions");
        var writers = Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains(call, StringComparison.Ordinal))
            .Select(Path.GetFileName);
        Assert.Equal(owner.Length == 0 ? [] : [owner], writers);
    }

    private static bool IsClosed(Type type) => type.IsEnum || Allowed.Contains(type);
}
