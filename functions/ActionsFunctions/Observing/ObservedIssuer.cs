using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Observing;

/// <summary>An issuer of tokens whose requests are traced and measured.</summary>
/// <param name="issuer">The issuer.</param>
/// <param name="clock">The clock of durations.</param>
internal sealed class ObservedIssuer(ITokenIssuer issuer, TimeProvider clock) : ITokenIssuer
{
    public string Source => issuer.Source;

    public async Task<TokenAnswer> IssueAsync(CancellationToken cancellationToken)
    {
        var call = ObservedCall.BeginToken(Source, clock);
        UpstreamAnswer? ended = null;
        try
        {
            var answer = await issuer.IssueAsync(cancellationToken);
            ended = answer.Refusal ?? UpstreamAnswer.Ok;
            return answer;
        }
        finally
        {
            call.End(ended);
        }
    }
}
