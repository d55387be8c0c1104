using System.Text.Json;
using System.Text.Json.Nodes;
using ActionsFunctions.Local.Commands.Doctor.Subjects;
using ActionsFunctions.Local.Commands.Login;
using ActionsFunctions.Local.Tenant.People;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>One signed login of a test user by every provider that is configured there. Actions run for that user, so only where one is named.</summary>
internal sealed class LoginProbe : ICheck<Deployment>
{
    public string Id => "login";

    public string About => "a login of the test user, by every provider";

    public bool Applies(Deployment subject) => subject.User is not null;

    public async Task<IReadOnlyList<Finding>> RunAsync(Deployment subject, CancellationToken cancellationToken)
    {
        var login = EventOf(subject);
        var configured = (await subject.ProvidersAsync(cancellationToken)).Where(answer => answer.Value is { Status: 401, IsKeyRefusal: false }).ToList();
        var findings = await Task.WhenAll(configured
            // Nobody but Entra can sign for a tenant that is not the local one.
            .Where(answer => answer.Key.Route != "entra" || subject.Address.IsLoopback)
            .Select(answer => PlayAsync(subject, ProviderSimulators.Find(answer.Key.Route)!, login, cancellationToken)));
        return [.. findings.OfType<Finding>()];
    }

    private static async Task<Finding?> PlayAsync(Deployment subject, IProviderSimulator simulator, JsonElement login, CancellationToken cancellationToken)
    {
        SimulatedCall call;
        try
        {
            var context = new SimulatorContext(subject.Settings, subject.Clock);
            call = simulator.Call(simulator.Translate(login, context), context);
        }
        catch (InvalidSettingsException unsigned)
        {
            return Finding.Warn($"{unsigned.Faults[0]}.");
        }
        catch (FormatException)
        {
            return Finding.Fail($"{Credentials(simulator, subject)}: cannot be used to sign. Correct its form (docs/providers/{simulator.Route}.md).");
        }

        if (subject.FunctionKey is { } key)
            call = call with { Headers = [.. call.Headers, new("x-functions-key", key, Reusable: true)] };
        var route = LoginTarget.RouteBelow(subject.Address, $"post-login/{simulator.Route}");
        var exchange = await new ProviderClient(subject.Clock).SendAsync(route, call, simulator.Deadline, cancellationToken);
        return simulator.Judge(exchange.Call, exchange.Answer) switch
        {
            { Outcome: SimulatedOutcome.Issued } => null,
            { Outcome: SimulatedOutcome.Denied } => Finding.Warn($"{simulator.Route}: the login of the test user is denied by the flow (PostLogin:Actions). Right if that user may not log in."),
            _ when exchange.Answer is null => Finding.Fail($"{simulator.Route}: no answer within {simulator.Deadline.TotalSeconds:0} s. Lower PostLogin:Budgets, keep instances always ready."),
            _ when exchange.Answer.Status == 401 => Finding.Fail($"{Credentials(simulator, subject)}: is not the one configured there (401), or the clocks differ. Set the same on both sides."),
            _ => Finding.Fail($"{simulator.Route}: {exchange.Answer.Status} is not what the provider accepts. `login {simulator.Route} --url` shows the answer."),
        };
    }

    private static string Credentials(IProviderSimulator simulator, Deployment subject) => string.Join(", ", simulator.DevelopmentSettings(subject.Address).Keys);

    // Somebody of the local tenant, or that person's event with the id and address of a user of one's own.
    private static JsonElement EventOf(Deployment subject)
    {
        var name = subject.User!;
        if (StaffDirectory.Find(name) is { } person)
            return LoginEvent.Of(person, subject.Clock);
        var login = JsonNode.Parse(LoginEvent.Of(StaffDirectory.People[0], subject.Clock).GetRawText())!;
        foreach (var member in new[] { "user_id", "email", "username" })
            login["user"]![member] = name;
        return JsonElement.Parse(login.ToJsonString());
    }
}
