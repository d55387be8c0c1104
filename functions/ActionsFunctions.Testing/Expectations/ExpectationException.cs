namespace ActionsFunctions.Testing;

/// <summary>What was expected is not so. Every test framework reports it as a failed test.</summary>
public sealed class ExpectationException : Exception
{
    /// <summary>An expectation without words.</summary>
    public ExpectationException()
    {
    }

    /// <summary>An expectation that was not met.</summary>
    public ExpectationException(string message) : base(message)
    {
    }

    /// <summary>An expectation that was not met because of an exception.</summary>
    public ExpectationException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
