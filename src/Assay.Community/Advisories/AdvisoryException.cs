namespace Assay.Community;

/// <summary>Says for a person why advisories cannot be used.</summary>
public sealed class AdvisoryException : Exception
{
    /// <summary>Creates the exception with a message for a person.</summary>
    public AdvisoryException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message for a person and its cause.</summary>
    public AdvisoryException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
