namespace ActionsFunctions.Local.Tenant.Tokens;

/// <summary>An API of the tenant that tokens are issued for.</summary>
/// <param name="Identifier">Its identifier: the audience of its tokens.</param>
internal sealed record Resource(string Identifier)
{
    public static Resource Graph { get; } = new("https://graph.microsoft.com");

    public static Resource Backend { get; } = new("https://backend.contoso.example");

    public static Resource Management { get; } = new("https://management.contoso.example");

    public static IReadOnlyList<Resource> All { get; } = [Graph, Backend, Management];

    /// <summary>The scope that asks for everything granted, as the v2.0 endpoint wants it.</summary>
    public string DefaultScope => Identifier + "/.default";
}

/// <summary>An application of the tenant.</summary>
/// <param name="Id">Its client id.</param>
/// <param name="Secret">Its secret, for development only.</param>
/// <param name="Roles">The application permissions granted to it.</param>
internal sealed record RegisteredClient(string Id, string Secret, IReadOnlyList<string> Roles);

/// <summary>The applications of the tenant.</summary>
internal static class RegisteredClients
{
    public const string ReadGroups = "GroupMember.Read.All";

    /// <summary>The product, with consent to read users and their groups.</summary>
    public static RegisteredClient App { get; } =
        new("11111111-aaaa-4aaa-8aaa-111111111111", "local-development-only", ["User.Read.All", ReadGroups]);

    /// <summary>An application that nobody consented to: Graph answers it 403.</summary>
    public static RegisteredClient WithoutConsent { get; } =
        new("22222222-bbbb-4bbb-8bbb-222222222222", "local-development-only-too", []);

    public static IReadOnlyList<RegisteredClient> All { get; } = [App, WithoutConsent];
}
