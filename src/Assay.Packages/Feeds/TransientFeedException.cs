namespace Assay.Packages.Feeds;

/// <summary>Ends one attempt that another may follow.</summary>
internal sealed class TransientFeedException(string message, TimeSpan? retryAfter = null, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>How long the server wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
