using ActionsFunctions.Local.Commands;

namespace ActionsFunctions.Tests.Local.Commands;

public sealed class ArgumentsTests
{
    private static readonly Syntax Syntax = new(["provider"], ["--user"], ["--json"]);

    [Theory]
    [InlineData("auth0 --user bob --json")]
    [InlineData("--json --user=bob auth0")]
    public void Reads_arguments_and_options_in_any_order(string line)
    {
        var arguments = Arguments.Parse(line.Split(' '), Syntax, out _)!;
        Assert.Equal("auth0", arguments[0]);
        Assert.Equal("bob", arguments.Value("--user"));
        Assert.True(arguments.Has("--json"));
    }

    [Theory]
    [InlineData("", "missing: <provider>")]
    [InlineData("auth0 okta", "unexpected argument: okta")]
    [InlineData("auth0 --colour", "unknown option: --colour")]
    [InlineData("auth0 --user", "--user needs a value")]
    [InlineData("auth0 --user=", "--user needs a value")]
    [InlineData("auth0 --json=yes", "--json takes no value")]
    [InlineData("auth0 --user ada --user bob", "--user is given twice")]
    public void Says_what_is_wrong(string line, string expected)
    {
        Assert.Null(Arguments.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), Syntax, out var fault));
        Assert.Equal(expected, fault);
    }
}
