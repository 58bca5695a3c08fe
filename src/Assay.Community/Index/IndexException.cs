namespace Assay.Community.Index;

/// <summary>Says for a person why a community index cannot be used.</summary>
public sealed class IndexException : Exception
{
    /// <summary>Creates the exception with a message for a person.</summary>
    public IndexException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message for a person and its cause.</summary>
    public IndexException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
