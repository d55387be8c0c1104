namespace ActionsFunctions.Setup.Tests;

/// <summary>A flow file for one test.</summary>
internal sealed class TemporaryFlow : IDisposable
{
    public TemporaryFlow(string json) => File.WriteAllText(Path, json);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"flow-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(Path);
}
