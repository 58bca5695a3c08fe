using Assay.Model;
using Assay.Text.Batch;
using Assay.Text.Scripts;
using Assay.Text.Shell;

namespace Assay.Text;

/// <summary>Reads batch files: the programs they start, the files and keys they touch, and the code they carry.</summary>
public static class BatchAnalyzer
{
    /// <summary>Names the state of this analyser.</summary>
    public const string Version = "1";

    /// <summary>Writes the facts of a batch file and gives the artifacts inside it.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="isRecovered">True when the text was decoded from another file.</param>
    /// <param name="facts">Where facts go.</param>
    public static IReadOnlyList<DerivedArtifact> Analyze(ReadOnlySpan<byte> bytes, bool isRecovered, FactWriter facts) => Analyze(bytes, isRecovered, facts, out _);

    internal static IReadOnlyList<DerivedArtifact> Analyze(ReadOnlySpan<byte> bytes, bool isRecovered, FactWriter facts, out long steps)
    {
        var text = ScriptText.Decode(bytes);
        var script = new ScriptFacts(facts, text, isRecovered, StepBudget.Of(text.Text.Length, facts.Limits));
        var programs = new ProgramFacts(script);
        programs.ReadShell = (line, depth) => new ShellReader(programs, line, depth).Read();
        new BatchReader(programs, text.Text, BatchVariables.OfFile(text.Text), 0).Read();
        script.Enter(null);
        script.Position = 0;
        AddOtherLanguages(text.Text, script);
        EncodedBlocks.Write(text.Text, script);
        script.Finish();
        steps = script.Budget.Steps;
        return script.Derived;
    }

    // Files that two interpreters take: each sees the other's part as a comment.
    private static void AddOtherLanguages(string text, ScriptFacts script)
    {
        var begins = text.AsSpan().TrimStart();
        if (begins.StartsWith("<#"))
        {
            script.AddDerived("Hybrid", ".ps1", text, "batch file that is PowerShell, too", recovered: false);
        }
        else if (begins.StartsWith("<!-- :"))
        {
            script.AddDerived("Hybrid", ".hta", text, "batch file that is HTML, too", recovered: false);
        }
        else if (begins.StartsWith("@if (@", StringComparison.OrdinalIgnoreCase) || begins.StartsWith("@set @", StringComparison.OrdinalIgnoreCase))
        {
            var end = text.IndexOf("@end", StringComparison.OrdinalIgnoreCase);
            script.AddDerived("Hybrid", ".js", end < 0 ? text : text[(end + 4)..], "batch file that is JScript, too", recovered: false);
        }
    }
}
