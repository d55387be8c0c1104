using System.Globalization;
using System.Reflection;
using System.Text;
using ActionsFunctions.Azure.Functions;
using ActionsFunctions.Azure.HttpModels;
using ActionsFunctions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Azure.Tests.Parity;

/// <summary>
/// The Functions host as far as it decides what a function gets: it tries routes in the order of function names, and hands over a body only with
/// a Content-Length. What lies between is the app's own trigger and adapter.
/// </summary>
internal sealed class FunctionsHost(WebhookApp app, TimeProvider clock)
{
    private static readonly IReadOnlyList<(MethodInfo Function, TemplateMatcher Route)> Routes =
    [
        .. from type in typeof(ActionFunctions).Assembly.GetTypes()
           from function in type.GetMethods()
           let name = function.GetCustomAttribute<FunctionAttribute>()?.Name
           where name is not null
           from parameter in function.GetParameters()
           let route = parameter.GetCustomAttribute<HttpTriggerAttribute>()?.Route
           where route is not null
           orderby name.ToUpperInvariant()
           select (function, new TemplateMatcher(TemplateParser.Parse("api/" + route), [])),
    ];

    private readonly BuiltInHttpModel http = new(app.HandleAsync, clock, NullLogger<BuiltInHttpModel>.Instance);

    public async Task<ParityAnswer> SendAsync(ParityRequest request)
    {
        var path = new PathString(request.Path.Split('?')[0]);
        var function = Routes.First(route => route.Route.TryMatch(path, [])).Function;
        var trigger = Activator.CreateInstance(function.DeclaringType!, http);
        var response = await (Task<FunctionResponse>)function.Invoke(trigger, [Delivered(request)])!;
        // A HEAD request gets no body from the host's server.
        var body = request.Method == "HEAD" ? "" : Encoding.UTF8.GetString(((MemoryStream)response.Body).ToArray());
        return NormalizedAnswer.Of((int)response.StatusCode, response.Headers, body);
    }

    private static FakeRequest Delivered(ParityRequest request)
    {
        var delivered = new FakeRequest(request.Method, request.Path, new FakeInvocation())
        {
            Content = request.Chunked ? Stream.Null : new MemoryStream(request.Body.ToArray()),
        };
        foreach (var (name, value) in request.Headers)
            delivered.With(name, value);
        return request.Chunked
            ? delivered.With("Transfer-Encoding", "chunked")
            : delivered.With("Content-Length", request.Body.Length.ToString(CultureInfo.InvariantCulture));
    }
}
