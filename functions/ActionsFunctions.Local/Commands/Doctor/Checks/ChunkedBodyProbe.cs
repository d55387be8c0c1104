using ActionsFunctions.Local.Commands.Doctor.Subjects;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>Does the app take a body without a Content-Length? It depends on the HTTP model that it was built with (docs/decisions/0001-http-model.md).</summary>
internal sealed class ChunkedBodyProbe : ICheck<Deployment>
{
    public string Id => "chunked-body";

    public string About => "callers that send no Content-Length";

    public async Task<IReadOnlyList<Finding>> RunAsync(Deployment subject, CancellationToken cancellationToken)
    {
        var configured = (await subject.ProvidersAsync(cancellationToken)).FirstOrDefault(answer => answer.Value is { Status: 401, IsKeyRefusal: false }).Key;
        if (configured is null)
            return [];
        var answer = await subject.PostChunkedAsync($"post-login/{configured.Route}", "{}", cancellationToken);
        return answer.Status switch
        {
            401 => [],
            411 => [Finding.Warn("A chunked body is answered 411: this is the built-in HTTP model. Nothing to do while callers (and proxies before the app) send Content-Length; else build with -p:HttpModel=AspNetCore.")],
            var status => [Finding.Fail($"A chunked body is answered {status}: a proxy in front changes requests. Let it pass bodies on unchanged, with their Content-Length.")],
        };
    }
}
