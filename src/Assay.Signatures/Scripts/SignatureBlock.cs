namespace Assay.Signatures.Scripts;

/// <summary>What stands where a signature block begins.</summary>
internal enum BlockState
{
    /// <summary>No block that the verifier of PowerShell would take for one.</summary>
    None,

    /// <summary>All lines from the first mark to the last are lines of a block.</summary>
    Whole,

    /// <summary>A line is none of a block, or the last mark is missing.</summary>
    Broken,

    /// <summary>The last mark without the first.</summary>
    EndOnly,

    /// <summary>A whole block, written as comments of another kind of file.</summary>
    OtherStyle,
}

/// <summary>The signature block of a file.</summary>
/// <param name="State">What was found.</param>
/// <param name="ContentLength">Code units of the signed text: those before the line break in front of the block.</param>
/// <param name="Base64">Where the base-64 of the signature was collected.</param>
/// <param name="Start">Code unit where the first mark begins.</param>
/// <param name="HasTail">True when more than white space stands behind the block.</param>
/// <param name="IsRepeated">True when another block begins before it.</param>
internal readonly record struct SignatureBlock(BlockState State, int ContentLength, ReadOnlyMemory<byte> Base64, int Start, bool HasTail, bool IsRepeated)
{
    /// <summary>No block.</summary>
    public static SignatureBlock None { get; } = new(BlockState.None, 0, default, 0, HasTail: false, IsRepeated: false);
}
