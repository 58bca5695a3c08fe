namespace Assay.PowerShell;

/// <summary>What the parser expects; the same characters make other tokens in each.</summary>
internal enum LexerMode : byte
{
    /// <summary>A command, its arguments, or the start of a statement: words run up to a blank, a separator or a bracket.</summary>
    Command,
    /// <summary>Operators and operands.</summary>
    Expression,
    /// <summary>Names of types.</summary>
    TypeName,
    /// <summary>The words between <c>function</c> or <c>class</c> and the body.</summary>
    Signature,
}
