using System.Collections;
using System.Reflection;
using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>Reads every member of an event that an action can read, down to the leaves: whatever a caller sends, reading it must not throw.</summary>
internal static class EventReader
{
    private const int MaxDepth = 12;

    public static void Read(PostLoginEvent login) => Read(login, 0);

    private static void Read(object? value, int depth)
    {
        if (value is null or string or JsonElement || value.GetType().IsPrimitive || depth > MaxDepth)
            return;
        if (value is IEnumerable items)
        {
            foreach (var item in items)
                Read(item, depth + 1);
            return;
        }

        if (value.GetType().Assembly != typeof(PostLoginEvent).Assembly)
            return;
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length == 0)
                Read(property.GetValue(value), depth + 1);
        }
    }
}
