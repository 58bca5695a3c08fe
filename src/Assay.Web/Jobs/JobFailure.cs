namespace Assay.Web.Jobs;

/// <summary>Says for a person why a job cannot be ended well.</summary>
/// <param name="message">One or two sentences: no paths, no stack.</param>
/// <param name="attempts">How often such a job is begun before it has failed for good.</param>
internal sealed class JobFailure(string message, int attempts = 1) : Exception(message)
{
    /// <summary>How often such a job is begun before it has failed for good.</summary>
    public int Attempts { get; } = attempts;
}
