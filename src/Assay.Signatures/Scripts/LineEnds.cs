namespace Assay.Signatures.Scripts;

/// <summary>What is done to the line breaks of a text before it is hashed.</summary>
internal enum LineEnds
{
    /// <summary>Nothing.</summary>
    AsTheyAre,

    /// <summary>A line feed without a carriage return gets one: undoes what version control and editors of other systems do.</summary>
    CarriageReturns,

    /// <summary>A carriage return before a line feed is left out.</summary>
    LineFeeds,
}
