namespace ActionsFunctions.Tests.Adversarial;

/// <summary>A row for each of some with each of others.</summary>
internal static class Crossed
{
    public static TheoryData<string, string> Rows(IEnumerable<string> some, IReadOnlyCollection<string> others)
    {
        var rows = new TheoryData<string, string>();
        foreach (var one in some)
        {
            foreach (var other in others)
                rows.Add(one, other);
        }

        return rows;
    }
}
