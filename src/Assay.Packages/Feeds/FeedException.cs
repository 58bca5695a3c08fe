namespace Assay.Packages;

/// <summary>Says for a person why a source did not give what it was asked for.</summary>
public sealed class FeedException : Exception
{
    /// <summary>Creates the exception with a sentence for a person.</summary>
    /// <param name="error">What kind of failure it is.</param>
    /// <param name="message">One sentence for a person.</param>
    /// <param name="cause">What it comes from.</param>
    public FeedException(SubjectError error, string message, Exception? cause = null)
        : base(message, cause) => Error = error;

    /// <summary>What kind of failure it is; hosts map it to their exit codes.</summary>
    public SubjectError Error { get; }
}
