using System.Runtime.InteropServices;

namespace Assay.Text.JavaScript;

/// <summary>What a token is.</summary>
internal enum JsTokenKind : byte
{
    /// <summary>An identifier or keyword.</summary>
    Name,
    /// <summary>A text in quotes, or a template without substitutions.</summary>
    Text,
    /// <summary>The part of a template before, between or after substitutions.</summary>
    TemplatePart,
    /// <summary>A number.</summary>
    Number,
    /// <summary>A regular expression.</summary>
    Pattern,
    /// <summary>One character of an operator or bracket.</summary>
    Mark,
}

/// <summary>A token by its place in the text.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JsToken(int Start, int Length, JsTokenKind Kind);
