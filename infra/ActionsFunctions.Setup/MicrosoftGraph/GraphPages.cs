using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.MicrosoftGraph;

/// <summary>Reads every page of a collection: an object on the second page is not an object that is missing.</summary>
internal static class GraphPages
{
    // Extensions, listeners and policies are limited to some hundreds in a tenant: more pages than this are a loop.
    private const int Most = 100;

    public static async Task<IReadOnlyList<TItem>> AllAsync<TPage, TItem>(
        Task<TPage?> first, Func<TPage, List<TItem>?> items, Func<TPage, string?> nextLink, Func<string, Task<TPage?>> next)
        where TPage : class
    {
        var all = new List<TItem>();
        var page = await GraphCall.RunAsync(first);
        for (var pages = 1; page is not null; pages++)
        {
            all.AddRange(items(page) ?? []);
            if (nextLink(page) is not { Length: > 0 } link)
                break;
            if (pages == Most)
                throw new TenantFaultException(new(TenantFaultKind.Refused, "TooManyPages", "the collection does not end"));
            page = await GraphCall.RunAsync(next(link));
        }

        return all;
    }
}
