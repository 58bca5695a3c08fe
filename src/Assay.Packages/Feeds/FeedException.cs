namespace Assay.Packages.Feeds;

/// <summary>Ends a look-up with one sentence for a person.</summary>
internal sealed class FeedException(SubjectError error, string message, Exception? cause = null) : Exception(message, cause)
{
    public SubjectError Error { get; } = error;
}

/// <summary>Ends one attempt that another may follow.</summary>
internal sealed class TransientFeedException(string message, TimeSpan? retryAfter = null, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>How long the server wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
