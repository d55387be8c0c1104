using System.Globalization;

namespace ActionsFunctions.Local.Tenant.People;

/// <summary>The people of the local tenant and their groups: the one table that Graph, the backend and the logins are made from.</summary>
internal static class StaffDirectory
{
    private static readonly Group AllStaff = NewGroup(1, "All Staff");
    private static readonly Group Finance = NewGroup(2, "Finance", AllStaff);
    private static readonly Group Engineering = NewGroup(3, "Engineering", AllStaff);
    private static readonly Group TownHall = NewGroup(4, "Town Hall") with { SecurityEnabled = false };
    private static readonly Organization Retail = new("org_contosoretail", "contoso-retail", "Contoso Retail", "emea");
    private static readonly Organization Wholesale = new("org_contosowholesale", "contoso-wholesale", "Contoso Wholesale", "amer");
    private static readonly Group ReportsReader = NewGroup(5, "Reports Reader") with { Type = "#microsoft.graph.directoryRole" };

    public static IReadOnlyList<Person> People { get; } =
    [
        new("ada", "Ada", "Fischer")
        {
            Groups = [Finance, Engineering],
            DirectoryRoles = [ReportsReader],
            AppMetadata = """{"roles":["premium"],"terms_version":"2026-10"}""",
            Profile = new("C-1001", "gold"),
        },
        new("bob", "Bob", "Meyer") { Profile = new("C-1002", "standard") },
        new("mia", "Mia", "Santos") { Groups = Projects(), Profile = new("C-1003", "silver") },
        new("noa", "Noa", "Levi") { Groups = [Engineering], LoginsCount = 1 },
        new("eve", "Eve", "Novak") { Groups = [Finance], Profile = new("C-1005", "standard", "blocked") { Reason = "Invoice C-1005/7 is overdue." } },
        new("tom", "Tom", "Okafor")
        {
            Groups = [AllStaff, TownHall],
            AppMetadata = """{"role":"manager","organization_id":"org_contosoretail","terms_version":"2025-03"}""",
            Profile = new("C-1006", "standard"),
            Organizations = [Retail, Wholesale],
        },
    ];

    /// <summary>By user name.</summary>
    public static Person? Find(string name) => People.FirstOrDefault(person => person.Name == name);

    /// <summary>By what Graph takes as a user's key: the id, or the user principal name.</summary>
    public static Person? FindByKey(string key) => People.FirstOrDefault(person =>
        person.UserId == key || string.Equals(person.Email, key, StringComparison.OrdinalIgnoreCase));

    // 240 projects, each in one of 10 programmes: 250 memberships, more than the 200 that fit into an Entra groups claim.
    private static List<Group> Projects()
    {
        var programmes = Enumerable.Range(1, 10).Select(n => NewGroup(100 + n, Named("Programme", n, "00"))).ToList();
        return [.. Enumerable.Range(1, 240).Select(n => NewGroup(200 + n, Named("Project", n, "000"), programmes[n % 10]))];
    }

    private static string Named(string kind, int number, string digits) => $"{kind} {number.ToString(digits, CultureInfo.InvariantCulture)}";

    private static Group NewGroup(int number, string name, params IReadOnlyList<Group> memberOf) =>
        new(new Guid(0x6c0c0a00, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, (byte)(number >> 8), (byte)number), name, memberOf);
}
