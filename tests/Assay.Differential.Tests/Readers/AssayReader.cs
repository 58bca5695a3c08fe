using Assay.Model;
using Assay.Packages;

namespace Assay.Differential.Tests.Readers;

/// <summary>What the product reads, and what it says about it.</summary>
internal sealed record AssayReading(Reading Reading, IReadOnlyList<Problem> Problems)
{
    /// <summary>Names and hashes in the order of the archive.</summary>
    public IReadOnlyList<(string Name, string Hash)> InOrder { get; init; } = [];

    public IReadOnlyList<ProblemId> Ids => [.. Problems.Select(problem => problem.Id).Distinct()];

    public static AssayReading Of(byte[] archive, string name)
    {
        var files = new List<(string, string)>();
        List<Problem> manifestProblems = [];
        var result = Unpacker.Unpack(new PackageFile(name, "test", archive), UnpackBudget.Default, (_, artifact) =>
        {
            if (artifact.Info.Parent == 0)
            {
                files.Add((name.EndsWith(".gz", StringComparison.Ordinal) ? "content" : artifact.Info.Name, Reading.Hash(artifact.Bytes)));
                if (artifact.Info.Kind == ArtifactKind.Nuspec)
                {
                    manifestProblems.AddRange(NuspecReader.Read(artifact.Bytes.ToArray()).Facts.Problems);
                }
            }

            return [];
        }, TestContext.Current.CancellationToken);
        files.AddRange(result.Artifacts.Where(artifact => artifact is { Parent: 0, Sha256: "" }).Select(artifact => (artifact.Name, "not read")));
        var refusal = result.Problems.FirstOrDefault(problem => problem.Id is ProblemId.ZipDirectoryUnreadable or ProblemId.InputUnreadable);
        var reading = result.Artifacts[0].Kind == ArtifactKind.Unknown && result.Artifacts.Count == 1 ? Reading.Refused("Assay", "Not taken for an archive.") : refusal is not null ? Reading.Refused("Assay", refusal.Text) : Reading.OfArchive("Assay", files);
        return new AssayReading(reading, [.. result.Problems, .. manifestProblems]) { InOrder = files };
    }
}
