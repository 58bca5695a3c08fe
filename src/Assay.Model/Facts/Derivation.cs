namespace Assay.Model;

/// <summary>Says how a value became known.</summary>
public enum Derivation : byte
{
    /// <summary>Written as such in the file.</summary>
    Literal,
    /// <summary>Computed from constants that stand together (concatenation, formatting).</summary>
    Folded,
    /// <summary>Decoded or decrypted from constants by recomputing what the code does.</summary>
    Recovered,
    /// <summary>Only for arguments: the value that another call returned; the text is that member's name.</summary>
    Result,
    /// <summary>Only for arguments: a parameter of the enclosing method; the text is its name.</summary>
    Parameter,
    /// <summary>Not known. Never guessed.</summary>
    Unknown,
}
