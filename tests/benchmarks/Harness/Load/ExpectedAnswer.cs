using System.Buffers;
using System.Text;

namespace ActionsFunctions.Benchmarks.Load;

/// <summary>The bytes that every server of a comparison must answer with. Times differ: each stands for one number.</summary>
internal sealed class ExpectedAnswer
{
    private static readonly SearchValues<byte> Number = SearchValues.Create("0123456789.E-"u8);
    private readonly byte[][] parts;

    private ExpectedAnswer(string text) => parts = [.. text.Split('#').Select(Encoding.UTF8.GetBytes)];

    public static ExpectedAnswer Of(int calls)
    {
        (string Name, string Type, string Claim, string Value)[] entries =
        [
            ("graph-groups", "graph-groups", "groups", """["All Staff","Engineering","Finance"]"""),
            ("backend-profile", "backend-profile", "profile", """{"tier":"gold","since":2019}"""),
            ("plan", "backend-profile", "plan", """{"plan":"team","seats":12}"""),
        ];
        var shown = entries.Take(calls).ToList();
        var commands = shown.SelectMany(entry => new[] { "idToken", "accessToken" }.Select(token =>
            $$"""{"method":"{{token}}.setCustomClaim","args":["https://actions.example/{{entry.Claim}}",{{entry.Value}}]}"""));
        var claims = string.Join(',', shown.Select(entry => $"\"https://actions.example/{entry.Claim}\":{entry.Value}"));
        var actions = shown.Select(entry => $$"""{"name":"{{entry.Name}}","type":"{{entry.Type}}","outcome":"succeeded","durationMs":#}""");
        return new($$$"""{"transactionId":"t-1","decision":"continue","commands":[{{{string.Join(',', commands)}}}],"claims":{"idToken":{{{{claims}}}},"accessToken":{{{{claims}}}}},"actions":[{{{string.Join(',', actions)}}}],"diagnostics":[]}""");
    }

    public bool Is(ReadOnlySpan<byte> body)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
            {
                var digits = body.IndexOfAnyExcept(Number);
                if (digits <= 0)
                    return false;
                body = body[digits..];
            }

            if (!body.StartsWith(parts[i]))
                return false;
            body = body[parts[i].Length..];
        }

        return body.IsEmpty;
    }
}
