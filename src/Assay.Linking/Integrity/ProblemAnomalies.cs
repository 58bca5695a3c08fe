using Assay.Model;

namespace Assay.Linking.Integrity;

/// <summary>States what could not be read, and what containers hold that installers would read differently, so that policies can judge it.</summary>
internal static class ProblemAnomalies
{
    /// <summary>Facts of one kind of problem in one artifact; a report shows no more, and a hostile package may have thousands.</summary>
    private const int MaximumOfAKind = 20;

    /// <summary>Writes an anomaly for each problem: <c>of</c> the package itself, one of its entries, or of something inside an entry; <c>name</c>, <c>where</c> and <c>text</c> as the coverage lists them.</summary>
    public static void Write(IReadOnlyList<LinkedFile> files, IReadOnlyList<Problem> problems, FactWriter facts)
    {
        if (problems.Count == 0)
        {
            return;
        }

        var root = files[0].Artifact.Path;
        var entries = files.Where(file => file.Artifact is { Parent: 0, Derived: false }).Select(file => file.Artifact.Path).ToHashSet(StringComparer.Ordinal);
        var counts = new Dictionary<(ProblemId Id, string Artifact), int>();
        foreach (var problem in problems)
        {
            var count = counts[(problem.Id, problem.Artifact)] = counts.GetValueOrDefault((problem.Id, problem.Artifact)) + 1;
            if (count > MaximumOfAKind)
            {
                continue;
            }

            var isRoot = problem.Artifact.Length == 0 || string.Equals(problem.Artifact, root, StringComparison.Ordinal);
            var name = isRoot ? root : problem.Artifact.StartsWith(root + "!", StringComparison.Ordinal) ? problem.Artifact[(root.Length + 1)..] : problem.Artifact;
            var arguments = new List<Argument> { new("of", isRoot ? "package" : entries.Contains(problem.Artifact) ? "entry" : "inner"), new("name", name) };
            if (problem.Location is { } where)
            {
                arguments.Add(new Argument("where", where));
            }

            arguments.Add(new Argument("text", problem.Text));
            facts.Add(FactKind.Anomaly, problem.Id.Name(), arguments: new ArgumentList([.. arguments]));
        }
    }
}
