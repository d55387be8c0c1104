namespace ActionsFunctions.Mutation;

/// <summary>The file in which Stryker says which mutant is active, and which the product maps into its memory.</summary>
internal static class MutantSwitch
{
    private const int None = -1;
    private static readonly string? Path = Environment.GetEnvironmentVariable("STRYKER_MUTANT_FILE");

    public static int Active
    {
        get => Path is not null && File.ReadAllBytes(Path) is { Length: >= sizeof(int) } bytes ? BitConverter.ToInt32(bytes) : None;
        private set
        {
            using var file = new FileStream(Path!, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            file.Write(BitConverter.GetBytes(value));
        }
    }

    public static bool IsOff(int id) => id == None;

    /// <summary>Without any mutant for a while.</summary>
    public static async Task<T> OffAsync<T>(Func<Task<T>> during)
    {
        var active = Active;
        Active = None;
        try
        {
            return await during();
        }
        finally
        {
            Active = active;
        }
    }
}
