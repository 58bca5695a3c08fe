using System.Text;
using Assay.Model;

namespace Assay.Text.Tests;

/// <summary>Writes facts of scripts as short lines: <c>process curl -o x [pipe=echo]</c>.</summary>
internal static class ScriptFactText
{
    public static (IReadOnlyList<DerivedArtifact> Derived, FileFacts Facts) Read(string ending, byte[] bytes)
    {
        var writer = new FactWriter();
        var derived = ending switch
        {
            ".bat" => BatchAnalyzer.Analyze(bytes, isRecovered: false, writer),
            ".sh" => ShellAnalyzer.Analyze(bytes, isRecovered: false, writer),
            ".js" => JavaScriptAnalyzer.Analyze(bytes, isRecovered: false, writer),
            ".vbs" => VBScriptAnalyzer.Analyze(bytes, isRecovered: false, writer),
            ".reg" => SystemFileAnalyzer.Analyze(bytes, ArtifactKind.RegistryFile, isRecovered: false, writer),
            ".inf" => SystemFileAnalyzer.Analyze(bytes, ArtifactKind.SetupInformation, isRecovered: false, writer),
            ".url" => SystemFileAnalyzer.Analyze(bytes, ArtifactKind.InternetShortcut, isRecovered: false, writer),
            ".hta" => SystemFileAnalyzer.Analyze(bytes, ArtifactKind.HtmlApplication, isRecovered: false, writer),
            ".lnk" => SystemFileAnalyzer.Analyze(bytes, ArtifactKind.Shortcut, isRecovered: false, writer),
            _ => throw new ArgumentOutOfRangeException(nameof(ending)),
        };
        return (derived, writer.ToFacts());
    }

    /// <summary>All facts but calls that set variables of the script, in order.</summary>
    public static string[] Lines(string ending, string text) => Lines(Read(ending, Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"))).Facts);

    public static string[] Lines(FileFacts facts) =>
        [.. facts.Records.Select(record => facts.Read(record)).Where(fact => fact.Value != "System.Environment::SetEnvironmentVariable" && fact.Kind != FactKind.Method).Select(Line)];

    private static string Line(Fact fact)
    {
        var line = new StringBuilder(fact.Kind.ToString().ToLowerInvariant()).Append(' ').Append(fact.Value);
        foreach (var argument in fact.Arguments is { } list ? list.Items : [])
        {
            line.Append(' ').Append(argument.Name is null ? "" : argument.Name + "=").Append(argument.Derivation == Derivation.Unknown ? "?" : argument.Value);
        }

        return line.ToString();
    }
}
