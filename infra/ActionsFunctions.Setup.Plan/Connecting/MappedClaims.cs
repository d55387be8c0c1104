using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.Connecting;

/// <summary>
/// <c>acceptMappedClaims</c> and the token version of an application that is not ours. What was there before is kept in the application's own tags, so that
/// it can be put back, by another machine too, and a setting that was right already is never touched.
/// </summary>
internal static class MappedClaims
{
    private const string AcceptTag = "ActionsFunctions:acceptMappedClaims";
    private const string VersionTag = "ActionsFunctions:accessTokenVersion1";

    public static bool AreAccepted(Registration application) => application is { AcceptsMappedClaims: true, AccessTokenVersion: 2 };

    public static RegistrationChange Accept(Registration application, Connection connection)
    {
        var tags = application.Tags.ToHashSet(StringComparer.Ordinal);
        tags.Add(connection.Mark);
        if (!application.AcceptsMappedClaims)
            tags.Add(AcceptTag);
        if (application.AccessTokenVersion != 2)
            tags.Add(VersionTag);
        return new() { AcceptsMappedClaims = true, AccessTokenVersion = 2, Tags = [.. tags] };
    }

    /// <summary>Puts back what <see cref="Accept"/> changed; null where it changed nothing.</summary>
    public static RegistrationChange? Restore(Registration application, Connection connection)
    {
        if (!application.Tags.Contains(connection.Mark, StringComparer.Ordinal))
            return null;
        return new()
        {
            AcceptsMappedClaims = application.Tags.Contains(AcceptTag, StringComparer.Ordinal) ? false : null,
            AccessTokenVersion = application.Tags.Contains(VersionTag, StringComparer.Ordinal) ? 1 : null,
            Tags = [.. application.Tags.Except([connection.Mark, AcceptTag, VersionTag], StringComparer.Ordinal)],
        };
    }
}
