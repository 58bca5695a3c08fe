namespace Assay.Fuzz.Mutation;

/// <summary>Which mutations fit which kind of text or file.</summary>
internal static class Formats
{
    private static readonly PartMutation Brackets = new(TextParts.Brackets);
    private static readonly PartMutation Tokens = new(TextParts.Tokens);
    private static readonly PartMutation Lines = new(TextParts.Lines);
    private static readonly PartMutation Elements = new(TextParts.Elements);

    /// <summary>Languages with brackets, words and lines.</summary>
    public static IReadOnlyList<IMutation> Code { get; } = [Brackets, Tokens, Tokens, Lines];

    /// <summary>XML.</summary>
    public static IReadOnlyList<IMutation> Xml { get; } = [Elements, Elements, Tokens];

    /// <summary>JSON.</summary>
    public static IReadOnlyList<IMutation> Json { get; } = [Brackets, Brackets, Tokens];

    /// <summary>YAML.</summary>
    public static IReadOnlyList<IMutation> Yaml { get; } = [Lines, Lines, Tokens, Brackets];

    /// <summary>Windows images.</summary>
    public static IReadOnlyList<IMutation> Image { get; } = [ImageMutation.Instance, ImageMutation.Instance, new FieldMutation()];

    /// <summary>Other binary formats.</summary>
    public static IReadOnlyList<IMutation> Binary { get; } = [new FieldMutation(), new FieldMutation(bigEndian: true)];

    /// <summary>Zips, and what is in them by its name.</summary>
    public static IReadOnlyList<IMutation> Zip { get; } = [new ZipMutation(OfContent)];

    private static IReadOnlyList<IMutation> OfContent(string name) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".DLL" or ".EXE" => Image,
        ".PS1" or ".PSM1" or ".PSD1" or ".CS" or ".JS" or ".CMD" or ".SH" => Code,
        ".NUSPEC" or ".TARGETS" or ".PROPS" or ".XML" or ".PS1XML" or ".PSMDCP" or ".RELS" => Xml,
        ".P7S" or ".CAT" => [DerMutation.Instance],
        ".JSON" => Json,
        ".GZ" or ".TAR" or ".TGZ" => [TarMutation.Instance],
        ".ZIP" or ".NUPKG" => [new ZipMutation()],
        _ => [Tokens, Lines],
    };
}
