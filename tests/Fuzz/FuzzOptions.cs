using System.Globalization;

namespace ActionsFunctions.Fuzz;

/// <summary>What to play.</summary>
/// <param name="Cases">How many, over all targets.</param>
/// <param name="Seed">What makes another run another one.</param>
/// <param name="Target">Only this one; null: all.</param>
/// <param name="Case">Only this case; null: all.</param>
internal sealed record FuzzOptions(int Cases, int Seed, string? Target, long? Case)
{
    public static FuzzOptions? Read(string[] args)
    {
        var options = new FuzzOptions(100_000, 1, null, null);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
                return null;
            var value = args[i + 1];
            var isNumber = int.TryParse(value, CultureInfo.InvariantCulture, out var number);
            switch (args[i])
            {
                case "--cases" when isNumber:
                    options = options with { Cases = number };
                    break;
                case "--seed" when isNumber:
                    options = options with { Seed = number };
                    break;
                case "--target":
                    options = options with { Target = value };
                    break;
                case "--case" when isNumber:
                    options = options with { Case = number };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
