using Assay.Model;
using Assay.Text.Scripts;
using Assay.Text.Shell;
using Assay.Text.SystemFiles;

namespace Assay.Text;

/// <summary>Reads files that Windows or a desktop acts on when somebody opens them: registry files, shortcuts, setup information, HTML applications.</summary>
public static class SystemFileAnalyzer
{
    /// <summary>Names the state of this analyser.</summary>
    public const string Version = "1";

    /// <summary>Writes the facts of such a file and gives the artifacts inside it.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="isRecovered">True when it was decoded from another file.</param>
    /// <param name="facts">Where facts go.</param>
    public static IReadOnlyList<DerivedArtifact> Analyze(ReadOnlySpan<byte> bytes, ArtifactKind kind, bool isRecovered, FactWriter facts)
    {
        var text = kind == ArtifactKind.Shortcut ? new ScriptText("") : ScriptText.Decode(bytes);
        var script = new ScriptFacts(facts, text, isRecovered, StepBudget.Of(text.Text.Length, facts.Limits));
        var programs = new ProgramFacts(script);
        programs.ReadShell = (line, depth) => new ShellReader(programs, line, depth).Read();
        switch (kind)
        {
            case ArtifactKind.RegistryFile:
                new RegistryFileReader(text.Text, programs).Read();
                break;
            case ArtifactKind.SetupInformation:
                new SetupInformationReader(text.Text, programs).Read();
                break;
            case ArtifactKind.InternetShortcut:
                InternetShortcutReader.Read(text.Text, programs);
                break;
            case ArtifactKind.HtmlApplication:
                ScriptBlocks.Write(text.Text, script);
                break;
            case ArtifactKind.Shortcut when !new ShortcutReader(bytes.ToArray(), programs).Read():
                facts.AddProblem(ProblemId.TextUndecodable, "The shortcut is broken: its target was not read.");
                break;
        }

        script.Finish();
        return script.Derived;
    }
}
