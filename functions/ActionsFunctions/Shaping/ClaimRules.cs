using ActionsFunctions.Model;

namespace ActionsFunctions.Shaping;

/// <summary>What a provider's tokens can carry. Names are checked at start for configured claims and at run for all.</summary>
public abstract class ClaimRules
{
    /// <summary>Names plus values that fit into one token, in bytes of compact JSON; <see cref="int.MaxValue"/> where no limit is published.</summary>
    public virtual int MaxBytes => int.MaxValue;

    /// <summary>True where both tokens share one claim map (and so one size limit).</summary>
    public virtual bool SharedMap => false;

    /// <summary>True where the limit is one for both tokens together; default where they share a map.</summary>
    public virtual bool SharedLimit => SharedMap;

    /// <summary>What a claim takes of <see cref="MaxBytes"/>: by default its name and value as compact JSON.</summary>
    public virtual int SizeOf(Command claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return claim.Args[0].Json.Length - 2 + claim.Args[1].Json.Length;
    }

    /// <summary>Why this name cannot go into this token; null where it can.</summary>
    public abstract string? RefuseName(Token token, string name);

    /// <summary>The name under which the provider carries a claim that it does not refuse; default its own. Two names may come to one only in a shared map.</summary>
    public virtual string NameInToken(Token token, string name) => name;

    /// <summary>The value as the provider can carry it: unchanged, converted, or refused.</summary>
    public virtual ShapedValue ShapeValue(Token token, string name, ClaimValue value) => new(value, null, null);

    /// <summary>True where the provider can honour a command that is neither a claim nor <c>access.deny</c>.</summary>
    public abstract bool Honours(string method);
}

/// <summary>A claim value after a provider's rules.</summary>
/// <param name="Value">The value to carry.</param>
/// <param name="Converted">What was changed (<c>boolean to string</c>); null where nothing.</param>
/// <param name="Refused">Why it cannot be carried; null where it can.</param>
public readonly record struct ShapedValue(ClaimValue Value, string? Converted, string? Refused);
