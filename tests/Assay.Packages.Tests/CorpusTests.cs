using System.Text.Json;
using Assay.Model;

namespace Assay.Packages.Tests;

/// <summary>Reads real packages from the folder that ASSAY_CORPUS names, laid out as the global packages folder.</summary>
public sealed class CorpusTests
{
    [Fact]
    public async Task Real_packages_are_read_without_problems_and_hash_as_NuGet_hashes_them()
    {
        var corpus = SharedFolder.RealPackages();
        var wrong = new List<string>();
        var count = 0;
        foreach (var location in (await new SubjectResolver(new SubjectOptions(null, Offline: true, null)).ResolveAsync(corpus, null, TestContext.Current.CancellationToken)).Packages)
        {
            count++;
            PackageManifest? manifest = null;
            IReadOnlyList<Problem> manifestProblems = [];
            var result = Unpacker.Unpack(location.Open(), UnpackBudget.Default, (_, artifact) =>
            {
                if (artifact.Info is { Kind: ArtifactKind.Nuspec, Parent: 0 })
                {
                    (manifest, var facts) = NuspecReader.Read(artifact.Memory);
                    manifestProblems = facts.Problems;
                }

                return [];
            }, TestContext.Current.CancellationToken);

            // Zips inside packages are other people's: one Android library of the corpus has a bogus local header.
            wrong.AddRange(result.Problems.Concat(manifestProblems).Where(problem => !problem.Artifact.Contains('!', StringComparison.Ordinal)).Select(problem => $"{location.DisplayName}: {problem}"));
            if (manifest is null)
            {
                wrong.Add($"{location.DisplayName}: no manifest");
            }

            if (ExpectedHash(location.Path) is { } expected && expected != result.ContentHash)
            {
                wrong.Add($"{location.DisplayName}: content hash {result.ContentHash}");
            }
        }

        Assert.Empty(wrong);
        Assert.NotEqual(0, count);
    }

    private static string? ExpectedHash(string package)
    {
        var path = Path.Combine(Path.GetDirectoryName(package)!, ".nupkg.metadata");
        if (!File.Exists(path))
        {
            return null;
        }

        using var metadata = JsonDocument.Parse(File.ReadAllBytes(path));
        return metadata.RootElement.GetProperty("contentHash").GetString();
    }
}
