namespace ActionsFunctions.Recording;

/// <summary>A folder: on a disk of the machine, or a share that the platform mounts there. Files are for the app's own user only.</summary>
internal sealed class FolderSink(string folder) : IRecordingSink
{
    public int Count => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.login.json").Count() : 0;

    public async Task<bool> WriteAsync(string name, ReadOnlyMemory<byte> file)
    {
        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var stream = new FileStream(Path.Combine(folder, name), options);
        await stream.WriteAsync(file);
        return true;
    }
}
