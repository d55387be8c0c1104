using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using ActionsFunctions.Authenticating;
using ActionsFunctions.Testing;
using Moq;

namespace ActionsFunctions.Tests.PublicApi;

/// <summary>Who passes null where there must be something is told so at once, by the name of the argument.</summary>
public sealed class NullArgumentTests
{
    public static TheoryData<string> Methods => [.. GuardedMethod.All.Select(method => method.ToString()).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_null_is_refused_by_the_name_of_its_argument(string name)
    {
        foreach (var (method, guards) in GuardedMethod.All.Where(guarded => guarded.ToString() == name))
        {
            var refused = new List<string>();
            foreach (var parameter in method.GetParameters().Where(parameter => !parameter.ParameterType.IsValueType))
            {
                if (await RefusesAsync(method, parameter))
                    refused.Add(parameter.Name!);
            }

            Assert.Equal(guards, refused.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void There_are_such_methods() => Assert.InRange(GuardedMethod.All.Count, 60, 1_000);

    [Fact]
    public void One_that_takes_a_span_cannot_be_called_so() =>
        Assert.Equal("text", Assert.Throws<ArgumentNullException>(() => SigningSecret.TryDecode(null!, new byte[64], out _)).ParamName);

    private static async Task<bool> RefusesAsync(MethodBase method, ParameterInfo missing)
    {
        try
        {
            var arguments = method.GetParameters().Select(parameter => parameter.Position == missing.Position ? null : Something(parameter.ParameterType)).ToArray();
            var result = method is ConstructorInfo constructor
                ? constructor.Invoke(arguments)
                : method.Invoke(method.IsStatic ? null : Instance(method.DeclaringType!), arguments);
            await (result switch
            {
                Task task => task,
                ValueTask waiting => waiting.AsTask(),
                not null when result.GetType().GetMethod(nameof(ValueTask<int>.AsTask)) is { } asTask => (Task)asTask.Invoke(result, null)!,
                _ => Task.CompletedTask,
            });
        }
        catch (Exception thrown)
        {
            // What else is wrong with such arguments is not asked here.
            return (thrown is TargetInvocationException { InnerException: { } inner } ? inner : thrown) is ArgumentNullException refusal && refusal.ParamName == missing.Name;
        }

        return false;
    }

    // One whose constructor never ran: what refuses a null looks at nothing else.
    private static object Instance(Type type) => RuntimeHelpers.GetUninitializedObject(type.IsAbstract ? type.Assembly.GetTypes().First(of => of.IsSubclassOf(type) && !of.IsAbstract) : type);

    private static object? Something(Type type)
    {
        // What is given back.
        if (type.IsByRef)
            return null;
        if (type == typeof(string))
            return "x";
        if (type == typeof(TimeProvider))
            return new ManualTimeProvider();
        if (type == typeof(Uri))
            return new Uri("https://x.example/");
        if (type.IsArray)
            return Array.CreateInstance(type.GetElementType()!, 0);
        if (type.IsSubclassOf(typeof(Delegate)))
            return Nothing(type);
        if (type.IsInterface || type.IsAbstract)
            return ((Mock)Activator.CreateInstance(typeof(Mock<>).MakeGenericType(type))!).Object;
        return RuntimeHelpers.GetUninitializedObject(type);
    }

    private static Delegate Nothing(Type type)
    {
        var invoke = type.GetMethod("Invoke")!;
        var parameters = invoke.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType)).ToArray();
        return Expression.Lambda(type, Expression.Default(invoke.ReturnType), parameters).Compile();
    }
}
