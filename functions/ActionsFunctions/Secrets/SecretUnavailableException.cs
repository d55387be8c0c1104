namespace ActionsFunctions.Secrets;

/// <summary>The vault has not given a secret yet. Carries no value and no host name.</summary>
public sealed class SecretUnavailableException : Exception
{
    /// <summary>With the default text.</summary>
    public SecretUnavailableException() : base("A secret is not available yet.")
    {
    }

    /// <summary>With a text that names no value.</summary>
    public SecretUnavailableException(string message) : base(message)
    {
    }

    /// <summary>With a text that names no value, and its cause.</summary>
    public SecretUnavailableException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
