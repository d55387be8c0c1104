using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Running;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Model;

/// <summary>The api for one login, and what was recorded, written as the neutral exchange writes it.</summary>
internal sealed class ApiUnderTest
{
    private readonly CommandRecorder recorder = new();

    public ApiUnderTest(string login = "{}", bool resuming = false, Func<string, bool>? honours = null)
    {
        var deadline = new Deadline(Clock, Clock.GetTimestamp(), TimeSpan.FromSeconds(1));
        var alone = ApiScope.Alone(new(JsonElement.Parse(login)), Clock);
        Api = new(recorder, deadline, alone with { Resuming = resuming, Flow = new("auth0", alone.Login, deadline) { Honours = honours ?? (_ => true) } });
    }

    public ManualTimeProvider Clock { get; } = new();

    public PostLoginApi Api { get; }

    public string Recorded => string.Join(' ', recorder.Seal().Select(command => $"{command.Method}[{string.Join(',', command.Args.Select(arg => arg.Element.GetRawText()))}]"));
}
