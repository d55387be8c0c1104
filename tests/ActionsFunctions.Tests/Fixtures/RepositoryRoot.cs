namespace ActionsFunctions.Tests.Fixtures;

/// <summary>Where the sources of this build are, for tests that read them.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "ActionsFunctions.sln"))
            ? folder
            : Find(Directory.GetParent(folder)?.FullName ?? throw new DirectoryNotFoundException("These tests are not run from within the repository."));
}
