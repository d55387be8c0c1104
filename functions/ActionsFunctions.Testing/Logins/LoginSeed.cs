using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ActionsFunctions.Testing;

/// <summary>The seed of this run of the tests, and those of its calling lines: a test has the same login whether it runs alone, first or last.</summary>
internal static class LoginSeed
{
    private const string Variable = "LOGIN_SEED";

    private static readonly int Run = OfRun();

    public static long At(string file, int line)
    {
        // The name alone: the same line has the same login wherever the repository lies.
        var place = string.Create(CultureInfo.InvariantCulture, $"{Run}:{file[(file.LastIndexOfAny(['/', '\\']) + 1)..]}:{line}");
        return BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(place)));
    }

    private static int OfRun()
    {
        var given = Environment.GetEnvironmentVariable(Variable);
        var run = given is { Length: > 0 } ? int.Parse(given, CultureInfo.InvariantCulture) : RandomNumberGenerator.GetInt32(int.MaxValue);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Variable}={run} makes the logins of this run again."));
        return run;
    }
}
