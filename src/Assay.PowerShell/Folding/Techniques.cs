namespace Assay.PowerShell.Folding;

/// <summary>What took part in computing a value.</summary>
[Flags]
public enum Techniques
{
    /// <summary>Nothing: it is written as such.</summary>
    None = 0,
    /// <summary>A variable was read.</summary>
    Variable = 1,
    /// <summary>A variable or sub-expression inside a text.</summary>
    Expansion = 1 << 1,
    /// <summary>A cast or arithmetic.</summary>
    Computation = 1 << 2,
    /// <summary>A loop, a function or a script block was evaluated.</summary>
    Evaluation = 1 << 3,
    /// <summary>Texts were put together with <c>+</c> or <c>Concat</c>.</summary>
    Concatenation = 1 << 4,
    /// <summary>A format string was filled.</summary>
    Format = 1 << 5,
    /// <summary>Pieces were joined.</summary>
    Join = 1 << 6,
    /// <summary>Characters were picked out of a text.</summary>
    Slice = 1 << 7,
    /// <summary>A text was split into pieces.</summary>
    Split = 1 << 8,
    /// <summary>A wildcard picked a command or variable.</summary>
    Wildcard = 1 << 9,
    /// <summary>Letters changed between upper and lower case.</summary>
    Case = 1 << 10,
    /// <summary>A value that every Windows machine has, the path of <c>cmd.exe</c> for instance.</summary>
    WellKnownValue = 1 << 11,
    /// <summary>Marks inside a text were replaced.</summary>
    Replacement = 1 << 16,
    /// <summary>A text or array was turned around.</summary>
    Reversal = 1 << 17,
    /// <summary>Characters were given by their codes.</summary>
    CharacterCodes = 1 << 18,
    /// <summary>Numbers were read in base 2, 8 or 16.</summary>
    Radix = 1 << 19,
    /// <summary>Exclusive or.</summary>
    ExclusiveOr = 1 << 20,
    /// <summary>Base-64.</summary>
    Base64 = 1 << 21,
    /// <summary>Deflate, gzip, zlib or brotli.</summary>
    Compression = 1 << 22,
    /// <summary>Escapes of URLs, HTML or regular expressions.</summary>
    Escapes = 1 << 23,
    /// <summary>Decryption with a key that stands in the script.</summary>
    Decryption = 1 << 24,
    /// <summary>Bytes were read as text.</summary>
    TextEncoding = 1 << 25,
}

/// <summary>Words for <see cref="Techniques"/>.</summary>
internal static class TechniqueNames
{
    public const Techniques Decoding = Techniques.Replacement | Techniques.Reversal | Techniques.CharacterCodes | Techniques.Radix | Techniques.ExclusiveOr
        | Techniques.Base64 | Techniques.Compression | Techniques.Escapes | Techniques.Decryption | Techniques.TextEncoding;

    public const Techniques Building = Techniques.Concatenation | Techniques.Format | Techniques.Join | Techniques.Slice | Techniques.Split | Techniques.Wildcard | Techniques.Case | Decoding;

    private static readonly (Techniques Technique, string Name)[] Names =
    [
        (Techniques.Base64, "base-64"),
        (Techniques.Decryption, "decryption"),
        (Techniques.Compression, "compression"),
        (Techniques.ExclusiveOr, "exclusive or"),
        (Techniques.Radix, "numbers of another base"),
        (Techniques.CharacterCodes, "character codes"),
        (Techniques.TextEncoding, "bytes as text"),
        (Techniques.Reversal, "reversal"),
        (Techniques.Replacement, "replaced marks"),
        (Techniques.Escapes, "escapes"),
        (Techniques.Format, "format string"),
        (Techniques.Join, "join"),
        (Techniques.Slice, "slice"),
        (Techniques.Split, "split"),
        (Techniques.Concatenation, "concatenation"),
        (Techniques.Wildcard, "wildcard"),
        (Techniques.Case, "change of case"),
        (Techniques.WellKnownValue, "well-known value"),
        (Techniques.Evaluation, "evaluation"),
        (Techniques.Computation, "computation"),
        (Techniques.Expansion, "expansion"),
        (Techniques.Variable, "variable"),
    ];

    public static string Describe(Techniques techniques)
    {
        if (techniques == Techniques.None)
        {
            return "";
        }

        return string.Join(", ", Names.Where(name => (techniques & name.Technique) != 0).Select(name => name.Name));
    }
}
