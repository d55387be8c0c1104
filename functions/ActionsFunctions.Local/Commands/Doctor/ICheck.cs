namespace ActionsFunctions.Local.Commands.Doctor;

/// <summary>One thing that doctor looks at. Each is a class of its own in the folder Checks and a row of docs/doctor.md.</summary>
/// <typeparam name="T">What is looked at: <see cref="Subjects.Installation"/> from inside, <see cref="Subjects.Deployment"/> from outside.</typeparam>
internal interface ICheck<in T>
{
    /// <summary>Its id: never changed, others may rely on it.</summary>
    string Id { get; }

    /// <summary>What it looks at, in a few words.</summary>
    string About { get; }

    /// <summary>False where there is nothing to look at: it is then left out of the report.</summary>
    bool Applies(T subject) => true;

    /// <summary>What is wrong; nothing where all is well.</summary>
    Task<IReadOnlyList<Finding>> RunAsync(T subject, CancellationToken cancellationToken);
}
