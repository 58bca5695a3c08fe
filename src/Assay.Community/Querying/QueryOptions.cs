namespace Assay.Community.Querying;

/// <summary>What a query may be like, and what answering it may cost.</summary>
public sealed record QueryOptions
{
    /// <summary>The limits of the command line: who asks waits alone.</summary>
    public static QueryOptions Default { get; } = new();

    /// <summary>The limits of a site that many people ask at once; words without a field are parts of ids.</summary>
    public static QueryOptions Site { get; } = new() { PlainWords = true, LongestQuery = 1_000, MostTerms = 64, DeepestNesting = 32, LongestPattern = 200, MostStars = 8, MostComparedNames = 16, MostSets = 1_000 };

    /// <summary>Whether a word without a field is a part of an id.</summary>
    public bool PlainWords { get; init; }
    /// <summary>UTF-16 code units.</summary>
    public int LongestQuery { get; init; } = 4_096;
    /// <summary>Terms.</summary>
    public int MostTerms { get; init; } = 256;
    /// <summary>Levels of parentheses and <c>not</c>.</summary>
    public int DeepestNesting { get; init; } = 64;
    /// <summary>UTF-16 code units of a word or a pattern for ids.</summary>
    public int LongestPattern { get; init; } = int.MaxValue;
    /// <summary>Stars in a pattern for ids.</summary>
    public int MostStars { get; init; } = int.MaxValue;
    /// <summary>How often all ids may be compared with patterns.</summary>
    public int MostComparedNames { get; init; } = int.MaxValue;
    /// <summary>Sets of packages with the finding of one rule that may be put together.</summary>
    public int MostSets { get; init; } = int.MaxValue;
}
