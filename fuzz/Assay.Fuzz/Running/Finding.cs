namespace Assay.Fuzz.Running;

/// <summary>What an input did that no input may do.</summary>
internal enum FindingKind
{
    /// <summary>An exception came out that the reader does not document.</summary>
    Exception,
    /// <summary>The process ended: a stack overflow, or worse.</summary>
    ProcessEnded,
    /// <summary>The reading did not end in the time that is given to any input.</summary>
    Hang,
    /// <summary>The reading took more time than its size allows.</summary>
    Slow,
    /// <summary>The reading allocated more than its size allows.</summary>
    Allocates,
    /// <summary>The same input gave two results.</summary>
    Differs,
}

/// <summary>A finding with the input that shows it.</summary>
/// <param name="Target">Which parser.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Signature">Equal for findings of one cause, as far as that can be told: kind, exception, method.</param>
/// <param name="Text">What happened, for a person.</param>
/// <param name="Input">The input.</param>
internal sealed record Finding(string Target, FindingKind Kind, string Signature, string Text, byte[] Input)
{
    /// <summary>Where the random numbers began, and the how-manieth input of it this was.</summary>
    public int Seed { get; init; }

    /// <summary>The number of the input since then.</summary>
    public long Execution { get; init; }
}
