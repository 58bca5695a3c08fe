using Assay.Model;
using Assay.Text.Scripts;
using Assay.Text.Shell;
using Assay.Text.VBScript;

namespace Assay.Text;

/// <summary>Reads VBScript: the objects it creates, the programs it starts, and the code it runs from texts.</summary>
public static class VBScriptAnalyzer
{
    /// <summary>Names the state of this analyser.</summary>
    public const string Version = "1";

    /// <summary>Writes the facts of a script and gives the artifacts inside it. Files of the script host in XML and HTML applications give their blocks as artifacts.</summary>
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
        if (text.Text.AsSpan().TrimStart().StartsWith("<"))
        {
            SystemFiles.ScriptBlocks.Write(text.Text, script);
        }
        else if (text.Text.StartsWith("#@~^", StringComparison.Ordinal))
        {
            facts.AddProblem(ProblemId.CodeNotAnalysed, "The script is encoded (Script Encoder): what it does was not analysed.", incomplete: false);
        }
        else
        {
            new VbsReader(text.Text, programs).Read();
        }

        script.Finish();
        steps = script.Budget.Steps;
        return script.Derived;
    }
}
