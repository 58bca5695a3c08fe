using System.Runtime.InteropServices;

namespace Assay.Text.VBScript;

/// <summary>What a token is.</summary>
internal enum VbsTokenKind : byte
{
    /// <summary>A name or keyword.</summary>
    Name,
    /// <summary>A text, quotes taken off.</summary>
    Text,
    /// <summary>A number in decimal digits.</summary>
    Number,
    /// <summary>An operator or bracket.</summary>
    Mark,
}

/// <summary>A token of VBScript.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct VbsToken(VbsTokenKind Kind, string Text, int Position)
{
    /// <summary>True for this name or mark.</summary>
    public bool Is(string text) => Kind is VbsTokenKind.Name or VbsTokenKind.Mark && Text.Equals(text, StringComparison.OrdinalIgnoreCase);
}
