using Assay.Model;
using Assay.Packages;

namespace Assay.Scan.Tests;

/// <summary>Scans real packages from the folder that ASSAY_CORPUS names; all are well known and taken to be benign.</summary>
public sealed class CorpusTests
{
    [Fact]
    public async Task Every_real_package_has_a_report_and_none_is_accused()
    {
        var corpus = Assay.Packages.Tests.SharedFolder.RealPackages();
        var scanner = new Scanner(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test", Identity = EmbeddedLists.Load() });
        var resolution = await new SubjectResolver(new SubjectOptions(null, Offline: true, null)).ResolveAsync(corpus, null, TestContext.Current.CancellationToken);
        var wrong = new List<string>();
        foreach (var location in resolution.Packages)
        {
            var report = scanner.Scan(location.Open(), TestContext.Current.CancellationToken);
            if (report.Verdict.Status != VerdictStatus.Pass || report.Coverage.Problems.Any(problem => problem.Id == "internal-failure"))
            {
                wrong.Add($"{location.DisplayName}: {report.Verdict.Status}: {string.Join(' ', report.Verdict.Reasons)}");
            }
        }

        Assert.NotEmpty(resolution.Packages);
        Assert.Empty(wrong);
    }
}
