namespace Assay.PowerShell.Folding;

/// <summary>How a statement ends.</summary>
internal enum Flow : byte
{
    /// <summary>The next statement follows.</summary>
    Next,
    /// <summary>A loop ends.</summary>
    Break,
    /// <summary>A turn of a loop ends.</summary>
    Continue,
    /// <summary>A function or block ends.</summary>
    Return,
    /// <summary>The script ends, by <c>exit</c> or an error.</summary>
    Exit,
    /// <summary>It may or may not go on.</summary>
    Uncertain,
}
