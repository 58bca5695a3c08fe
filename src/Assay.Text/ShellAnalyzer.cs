using Assay.Model;
using Assay.Text.Scripts;
using Assay.Text.Shell;

namespace Assay.Text;

/// <summary>Reads shell scripts: the programs they start, the files they touch, and the code they carry.</summary>
public static class ShellAnalyzer
{
    /// <summary>Names the state of this analyser.</summary>
    public const string Version = "1";

    /// <summary>Writes the facts of a shell script and gives the artifacts inside it.</summary>
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
        new ShellReader(programs, text.Text, 0).Read();
        script.Finish();
        steps = script.Budget.Steps;
        return script.Derived;
    }
}
