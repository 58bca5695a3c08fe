using Assay.Packages.Projects;

namespace Assay.Fuzz.Targets;

/// <summary>The readers of files that name packages, by how a file begins; in the product its name chooses.</summary>
internal static class ProjectReaders
{
    private static readonly Func<SourceText, string>[] Json =
    [
        text => $"{LockFileReader.Read(text)}", text => $"{AssetsFileReader.Read(text)}", text => $"{DependencyContextReader.Read(text)}", text => $"{ToolManifestReader.Read(text)}", text => $"{SdkManifestReader.Read(text)}",
        text => text.Json() is { } root ? $"{CycloneDxReader.Read(text, root)}" : "", text => text.Json() is { } root ? $"{SpdxReader.Read(text, root)}" : "",
    ];

    private static readonly Func<SourceText, string>[] Xml = [text => $"{PackagesConfigReader.Read(text)}", text => text.Xml() is { } root ? $"{CycloneDxReader.Read(text, root)}" : "", Solution];

    private static readonly Func<SourceText, string>[] Text = [text => $"{SpdxReader.ReadTagValue(text)}", text => $"{FileBasedAppReader.Read(text)}", Solution];

    public static IReadOnlyList<Func<SourceText, string>> For(ReadOnlySpan<byte> input) => input.TrimStart(" \r\n\t"u8) switch
    {
        [(byte)'{' or (byte)'[', ..] => Json,
        [(byte)'<', ..] => Xml,
        _ => Text,
    };

    private static string Solution(SourceText text) => string.Join(' ', SolutionReader.Read(text, out _));
}
