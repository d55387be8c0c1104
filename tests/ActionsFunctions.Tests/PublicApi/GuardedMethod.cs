using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using ActionsFunctions.Hosting;

namespace ActionsFunctions.Tests.PublicApi;

/// <summary>A method of the product that looks at its arguments for null, found by the calls in its code.</summary>
/// <param name="Method">The method.</param>
/// <param name="Guards">The names of the arguments, in order.</param>
internal sealed record GuardedMethod(MethodBase Method, IReadOnlyList<string> Guards)
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly MethodInfo Guard = typeof(ArgumentNullException).GetMethod(nameof(ArgumentNullException.ThrowIfNull), [typeof(object), typeof(string)])!;

    public static IReadOnlyList<GuardedMethod> All { get; } =
    [
        .. typeof(WebhookApp).Assembly.GetTypes()
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && !type.ContainsGenericParameters)
            .SelectMany(type => type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)))
            .Where(method => !method.ContainsGenericParameters && !method.GetParameters().Any(parameter => parameter.ParameterType.IsByRefLike))
            .Select(method => new GuardedMethod(method, NamesIn(BodyOf(method))))
            .Where(guarded => guarded.Guards.Count > 0),
    ];

    public override string ToString() => $"{Method.DeclaringType!.FullName}.{Method.Name}({string.Join(", ", Method.GetParameters().Select(parameter => parameter.ParameterType.Name))})";

    // What an asynchronous method does stands in its state machine.
    private static MethodBase BodyOf(MethodBase method) => method.GetCustomAttribute<StateMachineAttribute>(inherit: false) is { } machine
        ? machine.StateMachineType.GetMethod("MoveNext", Everything)!
        : method;

    // Before each call its argument's name is loaded.
    private static string[] NamesIn(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var names = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 5; i + 4 < code.Length; i++)
        {
            if (code[i] == (byte)OpCodes.Call.Value && code[i - 5] == (byte)OpCodes.Ldstr.Value && IsGuard(method.Module, BitConverter.ToInt32(code, i + 1)))
                names.Add(method.Module.ResolveString(BitConverter.ToInt32(code, i - 4)));
        }

        return [.. names];
    }

    // A byte that looks like a call may be something else, and what follows it no token.
    private static bool IsGuard(Module module, int token)
    {
        if ((token >>> 24) != 0x0A)
            return false;
        try
        {
            return module.ResolveMethod(token) == Guard;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
