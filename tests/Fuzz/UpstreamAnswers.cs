using System.Text;

namespace ActionsFunctions.Fuzz;

/// <summary>What upstreams say in one case: mostly HTTP, mostly JSON, and mostly not what was asked for.</summary>
internal sealed class UpstreamAnswers(Chance chance)
{
    private static readonly int[] Statuses = [200, 200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 429, 500, 503, 599, 999];
    private static readonly string[] Times = ["0", "1", "-1", "99999999999999999999", "Fri, 01 Jan 2100 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "soon", "1.5", "", "1, 2", "2147483648"];
    private readonly Lock gate = new();
    private readonly StringBuilder sent = new();

    /// <summary>What was sent so far, for whoever looks into a failing case.</summary>
    public string Sent => sent.ToString();

    public (byte[] Bytes, bool Ends) To(string head)
    {
        // Two upstreams are asked at once.
        lock (gate)
        {
            var bytes = Answer(head);
            var ends = chance.OneIn(2);
            sent.Append(head.Split('\r')[0]).Append(" -> ").AppendLine(Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 300)));
            return (bytes, ends);
        }
    }

    private byte[] Answer(string head)
    {
        if (head.Contains(" /token", StringComparison.Ordinal) && !chance.OneIn(4))
            return Http(200, """{"access_token":"t","token_type":"Bearer","expires_in":3600}"""u8.ToArray(), "");
        if (chance.OneIn(20))
            return chance.Bytes(chance.Below(200));
        var body = Encoding.UTF8.GetBytes(new JsonMutation(chance).Apply(Good(head), 4));
        if (chance.OneIn(10))
            body = ByteMutation.Apply(body, chance);
        var answer = Http(chance.Of(Statuses), body, MoreHeaders());
        return chance.OneIn(15) ? ByteMutation.Apply(answer, chance) : answer;
    }

    private static byte[] Good(string head) => head switch
    {
        _ when head.Contains(" /token", StringComparison.Ordinal) => """{"access_token":"t","token_type":"Bearer","expires_in":"3599"}"""u8.ToArray(),
        _ when head.Contains(" /v1.0", StringComparison.Ordinal) => """{"@odata.nextLink":"http://127.0.0.1:9/v1.0/next","value":[{"id":"1","displayName":"Finance","securityEnabled":true},{"id":"2"}]}"""u8.ToArray(),
        _ when head.Contains(" /remote", StringComparison.Ordinal) => """{"decision":"continue","commands":[{"method":"idToken.setCustomClaim","args":["https://x/y",["a"]]},{"method":"transaction.setMetadata","args":["k",1]}],"actions":[{"name":"r","outcome":"succeeded"}]}"""u8.ToArray(),
        _ => """{"tier":"gold","roles":[{"a":null}],"limit":12.50}"""u8.ToArray(),
    };

    private string MoreHeaders()
    {
        var headers = new StringBuilder();
        for (var i = chance.Below(4); i > 0; i--)
        {
            headers.Append(chance.Of(["Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "x-ms-throttle-limit-percentage", "x-ms-resource-unit", "Set-Cookie", "Content-Encoding"]))
                .Append(": ").Append(chance.OneIn(3) ? chance.Text().ReplaceLineEndings("") : chance.Of([.. Times, "0.9", "NaN", "1e999", "gzip", "br", new string('9', 400)])).Append("\r\n");
        }

        return headers.ToString();
    }

    private byte[] Http(int status, byte[] body, string headers)
    {
        var length = chance.OneIn(20) ? chance.Of(["0", "-1", "5", "99999999999", "5, 6", "x"]) : $"{body.Length}";
        return [.. Encoding.UTF8.GetBytes($"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n{headers}\r\n"), .. body];
    }
}
