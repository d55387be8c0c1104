namespace ActionsFunctions.Benchmarks.Servers;

/// <summary>Where the servers of the comparison are.</summary>
/// <param name="Folder">The folder that <c>run</c> publishes into.</param>
internal sealed record Published(string Folder)
{
    public Task<ServerProcess> UpstreamAsync(int milliseconds, bool faults = false) =>
        Start("Rivals", faults ? ["upstream", $"{milliseconds}", "faults"] : ["upstream", $"{milliseconds}"], wait: true);

    public Task<ServerProcess> ProductAsync(string upstream, int calls, bool keep, bool wait = true) => Start("Product", [upstream, $"{calls}", $"{keep}"], wait);

    public Task<ServerProcess> BareAsync(bool wait = true) => Start("Rivals", ["bare"], wait);

    public Task<ServerProcess> ParallelAsync(string upstream, int calls, bool wait = true) => Start("Rivals", ["parallel", upstream, $"{calls}"], wait);

    public Task<ServerProcess> NodeAsync(string upstream, string order, string client) =>
        ServerProcess.StartAsync("node", [Path.Combine(Folder, "node", "server.mjs"), upstream, order, client]);

    private Task<ServerProcess> Start(string name, string[] arguments, bool wait) =>
        ServerProcess.StartAsync(Path.Combine(Folder, name, name), arguments, wait);
}
