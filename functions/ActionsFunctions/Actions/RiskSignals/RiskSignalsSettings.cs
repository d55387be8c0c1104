using ActionsFunctions.Model;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Actions.RiskSignals;

/// <summary>Settings of <see cref="RiskSignalsAction"/>.</summary>
/// <param name="Claims">The signals that are passed, and nothing else; at least one.</param>
public sealed record RiskSignalsSettings(IReadOnlyList<SignalClaim> Claims)
{
    internal static RiskSignalsSettings Read(ActionSettings settings)
    {
        var reader = settings.Reader;
        var claims = reader.Items("Claims").Select(item => SignalClaim.Read(settings, item)).ToList();
        if (claims.Count == 0)
            reader.Fault("Claims", "is required: at least one signal to pass (Claims:0:Signal, Claims:0:Name)");
        reader.RejectUnknown();
        return new(claims);
    }
}

/// <summary>A signal that becomes a claim.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="Name">The claim's name.</param>
/// <param name="Tokens">The tokens it goes into. Default both.</param>
public sealed record SignalClaim(RiskSignal Signal, string Name, Tokens Tokens)
{
    internal static SignalClaim Read(ActionSettings settings, SettingsReader item)
    {
        var name = item.Required("Signal");
        if (RiskSignal.Find(name) is not { } signal)
        {
            signal = RiskSignal.All[0];
            if (name.Length > 0)
                item.Fault("Signal", "must be one of " + string.Join(", ", RiskSignal.All.Select(known => known.Name)));
        }

        var tokens = ActionSettings.TokensOf(item, Tokens.Both);
        var claim = settings.ClaimName(item, "Name", null, tokens);
        item.RejectUnknown();
        return new(signal, claim, tokens);
    }
}
