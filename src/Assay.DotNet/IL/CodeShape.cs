namespace Assay.DotNet.IL;

/// <summary>What a walk noticed of a method that may compute constants: only such methods are interpreted.</summary>
[Flags]
internal enum CodeShape : byte
{
    None = 0,
    ExclusiveOr = 1,
    /// <summary>Calls a member that decodes, unpacks or turns characters into a text.</summary>
    Decodes = 2,
    /// <summary>Brings data of the image into the method.</summary>
    Data = 4,
    Loop = 8,
    /// <summary>A decoder or a builder gets nothing but constants.</summary>
    Certain = 16,
    /// <summary>Combines elements with exclusive or in a loop.</summary>
    ElementWise = 32,
}
