using System.Text.RegularExpressions;
using ActionsFunctions.Local.Commands.Doctor.Subjects;
using ActionsFunctions.Model;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>Is an access token issued for every upstream? Where not, Entra's code is turned into the setting that is wrong.</summary>
internal sealed partial class TokenEndpointCheck : ICheck<Installation>
{
    public string Id => "token-endpoint";

    public string About => "access tokens for Graph and backends are issued";

    [GeneratedRegex("AADSTS(?<code>[0-9]{4,8})", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex EntraCode { get; }

    public bool Applies(Installation subject) => subject.Tokens.Any;

    public async Task<IReadOnlyList<Finding>> RunAsync(Installation subject, CancellationToken cancellationToken) =>
    [
        .. (await subject.Tokens.AskAsync(cancellationToken))
            .Where(asked => asked.Answer.Token is null)
            .Select(asked => Finding.Fail(Remedy(asked, asked.Answer.Refusal!))),
    ];

    private static string Remedy(AskedToken asked, UpstreamAnswer refusal) => refusal.Failure.Fault switch
    {
        _ when asked.Address is null => $"{asked.Section}:Credential: the managed identity gives no token. Assign one to the app ({asked.Section}:ClientId names a user-assigned one); on your own machine set it to ClientSecret.",
        UpstreamFault.SecretUnavailable => $"{asked.Section}: ClientSecret, Certificate or PrivateKey cannot be read from the vault, or is no usable key (see secret-readable).",
        UpstreamFault.Unreachable or UpstreamFault.TimedOut => $"{asked.Section}:TokenEndpoint: cannot be reached. Check address, DNS, firewall and certificate.",
        UpstreamFault.Unavailable or UpstreamFault.Throttled => $"{asked.Section}:TokenEndpoint: answers {refusal.Status}. It is down or throttles; try later.",
        _ => Refused(asked.Section, refusal),
    };

    // Source: Microsoft Learn, "Microsoft Entra authentication and authorization error codes". Only code and error are taken: the text can hold anything.
    private static string Refused(string section, UpstreamAnswer refusal)
    {
        _ = refusal.TryReadJson(out var json);
        var code = EntraCode.Match(json.Text("error_description") ?? "") is { Success: true } match ? match.Groups["code"].Value : "";
        var named = code.Length > 0 ? $" (AADSTS{code})" : "";
        var because = code switch
        {
            "7000215" => $"{section}:ClientSecret: is wrong{named}. Give the secret's value, not its id; make a new one where it is lost.",
            "7000222" => $"{section}:ClientSecret: has expired{named}. Make a new one and set it.",
            "700027" => $"{section}: the certificate or key is not registered with the application{named}. Upload its public part there, or correct what signs.",
            "700024" => $"{section}: the signed assertion is not valid at this time{named}. Synchronize this machine's clock (see clock-skew).",
            "700016" => $"{section}:ClientId: no such application in this tenant{named}. Correct it, or {section}:TenantId; or give admin consent in that tenant.",
            "7000112" => $"{section}:ClientId: the application is disabled{named}. Enable its enterprise application.",
            "90002" or "900023" or "900021" => $"{section}:TenantId: no such tenant{named}. Correct it, or {section}:TokenEndpoint.",
            "500011" or "70011" or "1002012" => $"{section}:Scope: names no API of this tenant{named}. Write <identifier URI>/.default, or consent to the API there.",
            "65001" or "501051" or "50105" => $"{section}:ClientId: the application lacks consent for this API{named}. Let an administrator grant it.",
            "53003" => $"{section}:ClientId: Conditional Access blocks the application{named}. Except it, or its address.",
            _ => null,
        };
        return because ?? (json.Text("error") switch
        {
            "invalid_client" => $"{section}:ClientSecret: the token endpoint refuses {section}:ClientId with this secret{named}. Correct either.",
            "invalid_scope" or "invalid_target" or "access_denied" or "unauthorized_client" =>
                $"{section}: the token endpoint does not give this client what it asks for{named}. Correct Scope or Audience, or grant the client that API.",
            _ => $"{section}:TokenEndpoint: answers {refusal.Status} without a usable token{named}. Correct the address.",
        });
    }
}
