using Assay.Model;
using Assay.Text.MSBuild;

namespace Assay.Text;

/// <summary>Reads MSBuild projects, props and targets: what they run, load, fetch and write while a project is opened or built.</summary>
/// <remarks>MSBuild project file schema: Project, PropertyGroup, ItemGroup, Choose, Import, UsingTask, Target and the tasks in it.</remarks>
public static class BuildFileAnalyzer
{
    /// <summary>Names the state of this analyser.</summary>
    public const string Version = "2";

    /// <summary>Writes the facts of a build file and gives the code inside it: inline tasks, and the scripts of command lines.</summary>
    public static IReadOnlyList<DerivedArtifact> Analyze(ReadOnlyMemory<byte> file, FactWriter facts) => Analyze(file, facts, out _);

    /// <summary>Writes the facts of a build file, gives the code inside it, and the URLs that were stated with their targets.</summary>
    public static IReadOnlyList<DerivedArtifact> Analyze(ReadOnlyMemory<byte> file, FactWriter facts, out IReadOnlySet<string> urls)
    {
        var document = new BuildElementReader(facts).Read(file);
        var writer = new BuildFactWriter(facts);
        var budget = new ExpansionBudget(BaseCharacters + (8L * file.Length));
        new ProjectFacts(writer, budget).Write(document);
        if (budget.IsExhausted || writer.IsFull)
        {
            facts.AddProblem(ProblemId.LimitSteps, "The build file puts more texts together, or holds more facts or code, than is followed: some are left as they are written.");
        }

        urls = writer.Urls;
        return writer.Derived;
    }

    // Four million characters are read in well below a second; the largest files of real packages stay below one million.
    private const long BaseCharacters = 4 * 1024 * 1024;
}
