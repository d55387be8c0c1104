namespace ActionsFunctions.Recording;

/// <summary>Where recordings go.</summary>
internal interface IRecordingSink
{
    /// <summary>How many are there already, as far as that can be told without asking anybody.</summary>
    int Count { get; }

    /// <summary>Keeps one; false where it was not taken.</summary>
    Task<bool> WriteAsync(string name, ReadOnlyMemory<byte> file);
}

/// <summary>What came of a login that was chosen to be recorded.</summary>
internal enum RecordingResult
{
    /// <summary>It is kept.</summary>
    Kept,

    /// <summary>Too many were waiting already.</summary>
    Dropped,

    /// <summary>It could not be redacted or written.</summary>
    Failed,
}
