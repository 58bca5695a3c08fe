using Assay.Model;
using Assay.Text.JavaScript;
using Assay.Text.Scripts;
using Assay.Text.Shell;

namespace Assay.Text;

/// <summary>Reads JavaScript and JScript: modules and system objects that it uses, programs it starts, texts it runs.</summary>
public static class JavaScriptAnalyzer
{
    /// <summary>Names the state of this analyser.</summary>
    public const string Version = "1";

    // Larger files are data; what is in them is searched for URLs.
    private const int MaximumBytes = 64 * 1024 * 1024;

    /// <summary>Writes the facts of a script and gives the artifacts inside it.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="isRecovered">True when the text was decoded from another file.</param>
    /// <param name="facts">Where facts go.</param>
    public static IReadOnlyList<DerivedArtifact> Analyze(ReadOnlySpan<byte> bytes, bool isRecovered, FactWriter facts) => Analyze(bytes, isRecovered, facts, out _);

    internal static IReadOnlyList<DerivedArtifact> Analyze(ReadOnlySpan<byte> bytes, bool isRecovered, FactWriter facts, out long steps)
    {
        steps = 0;
        if (bytes.Length > MaximumBytes)
        {
            facts.AddProblem(ProblemId.LimitFileSize, $"The script has more than {MaximumBytes} bytes and was not analysed.");
            return [];
        }

        if (bytes.StartsWith("#@~^"u8))
        {
            facts.AddProblem(ProblemId.CodeNotAnalysed, "The script is encoded (Script Encoder): what it does was not analysed.", incomplete: false);
            return [];
        }

        var text = ScriptText.Decode(bytes);
        var script = new ScriptFacts(facts, text, isRecovered, StepBudget.Of(text.Text.Length, facts.Limits));
        var programs = new ProgramFacts(script);
        programs.ReadShell = (line, depth) => new ShellReader(programs, line, depth).Read();
        new JsReader(text.Text, programs).Read();
        script.Finish();
        steps = script.Budget.Steps;
        return script.Derived;
    }
}
