using Assay.Model;

namespace Assay.Reports;

/// <summary>Code that does not stand in a file as such: decoded commands, texts that are run, source that is compiled. Script blocks of XML files stand there and are left out.</summary>
internal sealed class RecoveredCode
{
    private readonly Dictionary<string, int> _byPath = new(StringComparer.Ordinal);
    private readonly List<Layer> _layers = [];

    private RecoveredCode()
    {
    }

    /// <summary>No layers.</summary>
    public static RecoveredCode None { get; } = new();

    /// <summary>The layers in the order of reading, each host before what was found in it.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>Finds the layers of a report.</summary>
    public static RecoveredCode Of(PackageReport report)
    {
        var code = new RecoveredCode();
        var input = report.Files.Count > 0 ? report.Files[0].Path : "";
        var plain = report.Files.Where(file => file.Kind == ArtifactKind.PowerShellXml).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var file in report.Files)
        {
            if (file.Derived is { } derived && IsCode(file.Kind) && !plain.Contains(HostOf(file.Path)))
            {
                var path = Below(file.Path, input);
                var host = code._byPath.TryGetValue(Below(HostOf(file.Path), input), out var outer) ? code._layers[outer] : null;
                code._layers.Add(new Layer(code._layers.Count + 1, path, host is null ? Below(HostOf(file.Path), input) : host.Source, [.. host?.Steps ?? [], derived.How], file.Size, derived.Excerpt));
                code._byPath.TryAdd(path, code._layers.Count - 1);
            }
        }

        return code;
    }

    /// <summary>Gives the layer that an artifact is, by its path below the input; null for files that are read as they are.</summary>
    public Layer? At(string artifact) => _byPath.TryGetValue(artifact, out var index) ? _layers[index] : null;

    private static bool IsCode(ArtifactKind kind) =>
        kind is ArtifactKind.PowerShell or ArtifactKind.DotNetSource or ArtifactKind.Batch or ArtifactKind.Shell or ArtifactKind.VBScript or ArtifactKind.JavaScript or ArtifactKind.HtmlApplication or ArtifactKind.RegistryFile;

    private static string HostOf(string path) => path[..Math.Max(0, path.LastIndexOf('!'))];

    // a.nupkg!tools/init.ps1!EncodedCommand#1.ps1 => tools/init.ps1!EncodedCommand#1.ps1
    private static string Below(string path, string input) => path.Length > input.Length && path[input.Length] == '!' && path.StartsWith(input, StringComparison.Ordinal) ? path[(input.Length + 1)..] : path;
}

/// <summary>One piece of recovered code.</summary>
/// <param name="Number">From 1, in the order of reading.</param>
/// <param name="Path">Path below the input.</param>
/// <param name="Source">The file that the outermost layer stands in.</param>
/// <param name="Steps">How each layer was obtained, the outermost first.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Excerpt">The beginning of its text.</param>
internal sealed record Layer(int Number, string Path, string Source, IReadOnlyList<string> Steps, long Size, string? Excerpt)
{
    /// <summary>Gives the lines of the excerpt up to a number of them, white space at their ends left out, blank ones at the beginning too.</summary>
    public IReadOnlyList<string> Lines(int limit) =>
        [.. (Excerpt ?? "").ReplaceLineEndings("\n").Split('\n').Select(line => line.Replace("\t", "    ", StringComparison.Ordinal).TrimEnd()).SkipWhile(line => line.Length == 0).Take(limit)];

    /// <summary>Joins the steps to one line.</summary>
    public string Route(string arrow) => string.Join($" {arrow} ", Steps) is { Length: > LongestRoute } route ? route[..LongestRoute] + "..." : string.Join($" {arrow} ", Steps);

    private const int LongestRoute = 200;

    // A report keeps so many bytes of the text.
    private const long ExcerptBytes = 4_096;

    /// <summary>True when the text goes on after the first lines.</summary>
    public bool GoesOn(int limit) => Excerpt is not null && (Size > ExcerptBytes || Lines(limit + 1).Count > limit);
}
