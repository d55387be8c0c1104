using System.Globalization;
using ActionsFunctions.Receiving;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Fuzz;

/// <summary>A provider's call as a host hands it over, in one case of ten with something about it that is not the provider's.</summary>
internal static class RequestMutation
{
    public static WebhookRequest Apply(SimulatedCall call, Chance chance, ManualTimeProvider clock)
    {
        var headers = new WebhookHeaders();
        foreach (var header in call.Headers)
            headers.Append(header.Name, header.Value);
        headers["Content-Length"] = call.Body.Length.ToString(CultureInfo.InvariantCulture);
        var request = new WebhookRequest("POST", $"/post-login/{call.Route}", new Dictionary<string, string>(StringComparer.Ordinal), headers, new MemoryStream(call.Body.ToArray()), clock.GetTimestamp());
        if (!chance.OneIn(10))
            return request;
        switch (chance.Below(10))
        {
            case 0:
                return request with { Method = chance.Of(["GET", "PUT", "post", "OPTIONS", "", "TRACE", chance.Text()]) };
            case 1:
                return request with { Path = chance.Of(["/post-login/" + chance.Text(), request.Path + "/", "/actions/reader", "/actions/" + chance.Text(), "/cache/invalidate", "/health/ready", chance.Text(), "//" + request.Path]) };
            case 2:
                return request with { Query = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = chance.Text(), [chance.Text()] = chance.Text() }, Path = "/actions/reader" };
            case 3:
                headers["Content-Type"] = chance.Of(["text/plain", "application/json; charset=utf-16", "application/json;charset=\"utf-8\"", "application/json, application/json", "multipart/form-data; boundary=x", chance.Text()]);
                break;
            case 4:
                headers["Content-Encoding"] = chance.Of(["gzip", "br", "identity", "identity, gzip", chance.Text()]);
                break;
            case 5:
                headers["Content-Length"] = chance.Of(["0", "-1", "99999999999999999999", "262145", "", "5, 5", "0x10", "٣", chance.Text()]);
                break;
            case 6:
                headers.Remove(chance.Of([.. headers.Keys]));
                return request with { AcceptsChunkedBody = chance.OneIn(2) };
            case 7:
                var twice = chance.Of([.. headers.Keys]);
                headers.Append(twice, chance.OneIn(2) ? headers[twice] : chance.Text());
                break;
            default:
                headers[chance.Of([.. headers.Keys, "traceparent", "x-functions-key", "X-ARR-ClientCert", "Authorization"])] = chance.Text();
                break;
        }

        return request;
    }
}
