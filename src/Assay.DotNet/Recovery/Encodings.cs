namespace Assay.DotNet.Recovery;

/// <summary>What was done to constants to obtain a value; several may meet in one.</summary>
[Flags]
internal enum Encodings : ushort
{
    None = 0,
    /// <summary>Put together, cut or changed in case: readable parts.</summary>
    Building = 1,
    Base64 = 2,
    ExclusiveOr = 4,
    Radix = 8,
    CharacterCodes = 16,
    TextEncoding = 32,
    Reversal = 64,
    Compression = 128,
    Decryption = 256,
    Computation = 512,
    Decoding = Base64 | ExclusiveOr | Radix | CharacterCodes | TextEncoding | Reversal | Compression | Decryption,
}

/// <summary>Names <see cref="Encodings"/> as they are shown.</summary>
internal static class EncodingNames
{
    // Outermost first: what a reader undoes last is named last. The words are those of scripts.
    private static readonly (Encodings Encoding, string Name)[] Names =
    [
        (Encodings.Base64, "base-64"),
        (Encodings.Decryption, "decryption"),
        (Encodings.Compression, "compression"),
        (Encodings.ExclusiveOr, "exclusive or"),
        (Encodings.Radix, "numbers of another base"),
        (Encodings.CharacterCodes, "character codes"),
        (Encodings.TextEncoding, "bytes as text"),
        (Encodings.Reversal, "reversal"),
        (Encodings.Building, "concatenation"),
    ];

    /// <summary>Lists the names, separated by commas.</summary>
    public static string Describe(Encodings encodings) => string.Join(", ", Names.Where(name => (encodings & name.Encoding) != 0).Select(name => name.Name));
}
