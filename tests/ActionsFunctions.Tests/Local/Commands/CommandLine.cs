using System.Text;
using System.Text.Json;
using ActionsFunctions.Local.Commands;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Tests.Local.Commands;

/// <summary>Runs a command in this process.</summary>
internal sealed class CommandLine(TimeProvider? clock = null)
{
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();

    public string Output => output.ToString();

    public string Error => error.ToString();

    public JsonElement Document => JsonElement.Parse(Output);

    public Task<int> RunAsync(params string[] words) => RunAsync(CancellationToken.None, words);

    public Task<int> RunAsync(CancellationToken cancellationToken, params string[] words) => LocalCommands.RunAsync(
        words,
        new(TextWriter.Synchronized(new StringWriter(output)), TextWriter.Synchronized(new StringWriter(error)), Colour: false, clock ?? TimeProvider.System, _ => NullLoggerFactory.Instance),
        cancellationToken);
}
