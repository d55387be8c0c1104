using ActionsFunctions.Tests.Upstreams.Faults;

namespace ActionsFunctions.Pressure;

/// <summary>One call in a hundred hangs, another one breaks; spread, and the same in every run.</summary>
internal static class Faulty
{
    private static readonly WireFault Error = WireFault.All["503"];

    public static WireFault? Script(string upstream, int call) => (((call * 2654435761L) >> 8) % 200) switch
    {
        0 or 1 => WireFault.Hang,
        2 => WireFault.Reset,
        3 => Error,
        _ => null,
    };
}
