using System.Globalization;
using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>
/// Answers to questions that only the tenant can answer, from the event member <c>queries</c>, which a bridge may add:
/// <c>{"groups":[{"id","name"}], "roles":[{"id","name"}], "rules":["rul_…"]}</c>.
/// </summary>
internal static class TenantQueries
{
    public static IReadOnlyList<JsonElement> Of(PostLoginEvent login, string what) =>
        login.Json.Object("queries")?.Member(what) is { ValueKind: JsonValueKind.Array } answer
            ? [.. answer.EnumerateArray()]
            : throw new NotSupportedException($"The caller does not answer this: the event has no queries.{what}.");

    public static QueryPage Page(PostLoginEvent login, string what, int take, string? position)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, 100);
        var all = Of(login, what);
        var start = 0;
        if (position is not null && (!int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out start) || start > all.Count))
            throw new ArgumentException("This is not the position of a page.", nameof(position));
        var end = Math.Min(all.Count, start + take);
        return new([.. all.Skip(start).Take(take).Select(item => new EventMap(item))], end < all.Count ? end.ToString(CultureInfo.InvariantCulture) : null);
    }

    public static IReadOnlyList<EventMap> Matching(PostLoginEvent login, string what, string member, IReadOnlyList<string> wanted, int most)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (wanted.Count > most)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"At most {most} can be asked for at once."), nameof(wanted));
        return [.. Of(login, what).Where(item => item.Text(member) is { } value && wanted.Contains(value, StringComparer.Ordinal)).Select(item => new EventMap(item))];
    }
}

/// <summary>Part of the answer to a query.</summary>
/// <param name="Items">Objects with <c>id</c> and <c>name</c>.</param>
/// <param name="Next">Where the next page begins; null where there is none.</param>
public sealed record QueryPage(IReadOnlyList<EventMap> Items, string? Next);
