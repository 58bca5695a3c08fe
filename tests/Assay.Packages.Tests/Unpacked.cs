using System.Text;
using Assay.Model;

namespace Assay.Packages.Tests;

/// <summary>An unpacked input with the contents that the visitor saw.</summary>
internal sealed record Unpacked(UnpackResult Result, IReadOnlyDictionary<int, byte[]> Contents)
{
    public IEnumerable<Problem> Problems => Result.Problems;
    public IReadOnlyList<ProblemId> Ids => [.. Result.Problems.Select(problem => problem.Id).Distinct()];

    public static Unpacked From(byte[] bytes, string name = "sample.nupkg", UnpackBudget? budget = null, Func<ArtifactInfo, IReadOnlyList<DerivedArtifact>>? derive = null)
    {
        var contents = new Dictionary<int, byte[]>();
        var result = Unpacker.Unpack(new PackageFile(name, "test", bytes), budget ?? UnpackBudget.Default, (index, artifact) =>
        {
            contents.Add(index, artifact.Bytes.ToArray());
            return derive?.Invoke(artifact.Info) ?? [];
        }, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(result.Problems, problem => problem.Id == ProblemId.InternalFailure);
        return new Unpacked(result, contents);
    }

    /// <summary>Unpacks twice and fails unless both results are equal.</summary>
    public static Unpacked Twice(byte[] bytes, string name = "sample.nupkg", UnpackBudget? budget = null)
    {
        var first = From(bytes, name, budget);
        var second = From(bytes, name, budget);
        Assert.Equal(first.Result.Artifacts, second.Result.Artifacts);
        Assert.Equal(first.Result.Problems, second.Result.Problems);
        Assert.Equal(first.Result.ContentHash, second.Result.ContentHash);
        return first;
    }

    public ArtifactInfo Artifact(string path) => Assert.Single(Result.Artifacts, artifact => artifact.Path == path);

    public string Text(string path) => Encoding.UTF8.GetString(Contents[Result.Artifacts.ToList().FindIndex(artifact => artifact.Path == path)]);
}
