using System.Text.Json;
using Assay.Model;

namespace Assay.Packages.Tests;

/// <summary>Runs every case of the shared malformed inputs that this assembly can judge.</summary>
public sealed class MalformedInputTests
{
    // These need analysers of other assemblies to see what is wrong; here they must only end, twice alike.
    private static readonly string[] OthersJudge = ["pe", "elf", "powershell", "signature"];

    [Fact]
    public void Every_case_ends_as_its_description_says()
    {
        var folder = SharedFolder.Find("malformed");
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "manifest.json")));
        var wrong = new List<string>();
        var count = 0;
        foreach (var testCase in manifest.RootElement.GetProperty("cases").EnumerateArray())
        {
            count++;
            var file = testCase.GetProperty("file").GetString()!;
            var bytes = File.ReadAllBytes(Path.Combine(folder, file));
            var (problems, summary) = Read(bytes, file);
            var (again, secondSummary) = Read(bytes, file);
            if (!problems.SequenceEqual(again) || summary != secondSummary)
            {
                wrong.Add($"{file}: two results differ");
            }

            var accepted = testCase.GetProperty("accept").EnumerateArray().Select(value => value.GetString()).ToArray();
            var outcome = Outcome(problems);
            if (!OthersJudge.Contains(testCase.GetProperty("category").GetString()) && !accepted.Contains(outcome))
            {
                wrong.Add($"{file}: {outcome} instead of {string.Join(" or ", accepted)}: {string.Join(", ", problems)}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(count > 100);
    }

    private static (List<Problem> Problems, string Summary) Read(byte[] bytes, string name)
    {
        var manifestProblems = new List<Problem>();
        var result = Unpacker.Unpack(new PackageFile(name, name, bytes), UnpackBudget.Default, (_, artifact) =>
        {
            if (artifact.Info.Kind == ArtifactKind.Nuspec)
            {
                manifestProblems.AddRange(NuspecReader.Read(artifact.Memory).Facts.Problems);
            }

            return [];
        }, TestContext.Current.CancellationToken);
        return ([.. result.Problems, .. manifestProblems], string.Join('\n', result.Artifacts));
    }

    private static string Outcome(List<Problem> problems)
    {
        if (problems.Count == 0)
        {
            return "ok";
        }

        return problems.Exists(problem => problem.Id.Effect() == ProblemEffect.Error) ? "error" : "finding";
    }
}
