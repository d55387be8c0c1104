using System.Collections.Concurrent;
using System.Text;
using ActionsFunctions.Recording;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Observing;

/// <summary>
/// What upstreams answered each action, in the order of its calls. Replayed in that order, whatever the request looks like: the addresses of a redacted login
/// are others than those of the login that was recorded. A call beyond the recorded ones finds nobody.
/// </summary>
/// <param name="IsReplay">True: its answers are given instead of asking.</param>
internal sealed record UpstreamTape(bool IsReplay)
{
    private readonly ConcurrentQueue<TapedAnswer> answers = new();
    private readonly ConcurrentDictionary<string, int> given = new(StringComparer.Ordinal);

    public IReadOnlyList<TapedAnswer> Answers => [.. answers];

    public void Add(TapedAnswer answer) => answers.Enqueue(answer);

    public UpstreamAnswer Next(string action, UpstreamRequest request, string source)
    {
        var position = given.AddOrUpdate(action, 0, static (_, last) => last + 1);
        var taped = answers.Where(answer => answer.Action == action).Skip(position).FirstOrDefault();
        if (taped is null)
            return UpstreamAnswer.Failed(source, UpstreamFault.Unreachable);
        var body = Encoding.UTF8.GetString(taped.Answer.Body.Span).Replace(Redaction.Origin, request.Uri.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        return new(new(source, taped.Answer.Failure.Fault), taped.Answer.Status, Encoding.UTF8.GetBytes(body), null);
    }
}

/// <summary>One answer.</summary>
/// <param name="Action">The flow entry that asked.</param>
/// <param name="Uri">Whom it asked; null once redacted.</param>
/// <param name="Answer">The answer.</param>
internal sealed record TapedAnswer(string Action, Uri? Uri, UpstreamAnswer Answer);
