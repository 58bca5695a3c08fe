using System.Runtime.InteropServices;

namespace Assay.PowerShell;

/// <summary>What else is known of a token.</summary>
[Flags]
public enum TokenFlags : byte
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>The value differs from the text: escapes, doubled quotes, quotes inside a word.</summary>
    HasEscapes = 1,
    /// <summary>Variables or sub-expressions are in it.</summary>
    Expandable = 2,
    /// <summary>Its end is missing.</summary>
    Unterminated = 4,
    /// <summary>A parameter with a colon.</summary>
    UsesColon = 8,
    /// <summary>Everything behind <c>--%</c>.</summary>
    Verbatim = 16,
    /// <summary><c>${name}</c>.</summary>
    Braced = 32,
}

/// <summary>A token: kind and place, in UTF-16 code units, <c>[Start, End)</c>. Texts are read from the source on demand.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Token(TokenKind Kind, TokenFlags Flags, int Start, int End);
