using System.Net;
using System.Security.Claims;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace ActionsFunctions.Azure.Tests;

/// <summary>A request as the worker hands it over: headers already comma-joined by the host, the body in memory.</summary>
internal sealed class FakeRequest(string method, string pathAndQuery, FunctionContext context) : HttpRequestData(context)
{
    private readonly HttpHeadersCollection headers = new();

    public Stream Content { get; init; } = Stream.Null;

    public bool BodyIsUnreadable { get; init; }

    // The worker throws so where the host sends a body that is not binary.
    public override Stream Body => BodyIsUnreadable ? throw new NotSupportedException("binary data only") : Content;

    public override HttpHeadersCollection Headers => headers;

    public override Uri Url { get; } = new("https://app.example" + pathAndQuery);

    public override string Method => method;

    public override IReadOnlyCollection<IHttpCookie> Cookies => throw new NotSupportedException();

    public override IEnumerable<ClaimsIdentity> Identities => throw new NotSupportedException();

    public FakeRequest With(string header, string value)
    {
        Assert.True(headers.TryAddWithoutValidation(header, value));
        return this;
    }

    public override HttpResponseData CreateResponse() => new FakeResponse(FunctionContext);
}

internal sealed class FakeResponse(FunctionContext context) : HttpResponseData(context)
{
    public override HttpStatusCode StatusCode { get; set; }

    public override HttpHeadersCollection Headers { get; set; } = new();

    public override Stream Body { get; set; } = new MemoryStream();

    public override HttpCookies Cookies => throw new NotSupportedException();
}
