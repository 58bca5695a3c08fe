using Assay.Model;
using Assay.Packages.Tests;

namespace Assay.Scan.Tests.Comparing;

/// <summary>Compares versions of real packages from the folder that ASSAY_CORPUS names; the figures were counted by other programs.</summary>
public sealed class RealSeriesTests
{
    private static readonly Scanner Scanner = new(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test", PublicMembers = true });

    [Theory]
    [InlineData("newtonsoft.json", "13.0.1", "13.0.3", "patch", "+1 -0 +6 -0", "3 0 15 0 2", 0)]
    [InlineData("newtonsoft.json", "12.0.3", "13.0.1", "major", "+1 -0 +5 -0", "0 4 15 0 2", 0)]
    [InlineData("system.text.json", "8.0.0", "8.0.5", "patch", "+0 -0 +0 -0", "0 0 51 0 12", 0)]
    public void Members_files_and_dependencies_are_those_that_other_programs_count(string id, string before, string after, string step, string api, string files, int dependencies)
    {
        var changes = Scanner.Compare(Open(id, before), Open(id, after), TestContext.Current.CancellationToken).Changes;

        Assert.Equal(step, changes.Step);
        Assert.Equal(api, $"+{changes.Api.TypesAdded} -{changes.Api.TypesRemoved} +{changes.Api.MembersAdded} -{changes.Api.MembersRemoved}");
        Assert.Equal(files, $"{changes.Files.Totals.Added} {changes.Files.Totals.Removed} {changes.Files.Totals.Changed} {changes.Files.Totals.Moved} {changes.Files.Unchanged}");
        Assert.Equal(dependencies, changes.Dependencies.Added.Count + changes.Dependencies.Removed.Count + changes.Dependencies.Changed.Count);
        Assert.Equal((VerdictStatus.Pass, VerdictStatus.Pass), (changes.Verdict.Before, changes.Verdict.After));
        Assert.Empty(changes.Surfaces);
    }

    [Fact]
    public void New_analyzers_and_build_files_are_new_surfaces()
    {
        var changes = Scanner.Compare(Open("stackexchange.redis", "2.13.23"), Open("stackexchange.redis", "3.4.35"), TestContext.Current.CancellationToken).Changes;

        Assert.Equal(["build", "compile"], changes.Surfaces.Select(surface => surface.Surface));
        Assert.Contains(changes.Issues.New, issue => issue.Id == "new-code-that-runs-by-itself");
    }

    private static PackageFile Open(string id, string version)
    {
        var path = Directory.GetFiles(SharedFolder.RealPackage(id, version), "*.nupkg")[0];
        return new PackageFile(Path.GetFileName(path), path, File.ReadAllBytes(path));
    }
}
