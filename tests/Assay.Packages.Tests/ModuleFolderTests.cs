using System.Security.Cryptography;
using System.Text;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Packages.Tests;

public sealed class ModuleFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("assay-module-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("Sample", "Sample", "Sample.psd1", "Other.psd1")]
    [InlineData("Sample/1.2.0", "Sample", "Sample.psd1", "1.2.0.txt")]
    [InlineData("sample", "Sample", "Sample.psm1")]
    [InlineData("checkout", "Sample", "Sample.psd1", "settings.txt")]
    [InlineData("checkout", "Sample", "Sample.psd1", "Sample.psm1", "PSScriptAnalyzerSettings.psd1")]
    [InlineData("checkout", "Sample", "Sample.psm1")]
    [InlineData("Sample", "Sample", "Sample.psd1", "lib/a.nupkg")]
    public async Task A_folder_with_the_manifest_of_a_module_is_that_module(string folder, string name, params string[] files)
    {
        Write(folder, files);

        var location = Assert.Single((await Resolve(folder)).Packages);

        Assert.Equal(name, location.Module);
        Assert.Equal(name, location.Open().Name);
    }

    [Theory]
    [InlineData("checkout", "a.nupkg", "Sample.psd1")]
    [InlineData("packages", "a.nupkg")]
    public async Task A_folder_with_packages_that_is_not_named_like_a_module_stands_for_its_packages(string folder, params string[] files)
    {
        Write(folder, files);

        Assert.Null(Assert.Single((await Resolve(folder)).Packages).Module);
    }

    [Theory]
    [InlineData("a.psm1", "b.psm1")]
    [InlineData("a.psd1", "b.psd1")]
    [InlineData("a/a.psd1")]
    [InlineData("a.ps1")]
    public async Task A_folder_without_a_single_module_is_nothing_to_scan(params string[] files)
    {
        Write("checkout", files);

        var resolution = await Resolve("checkout");

        Assert.Equal(SubjectError.NothingFound, resolution.Error);
        Assert.Contains("no single module manifest", resolution.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_files_of_a_folder_are_its_entries_in_ordinal_order()
    {
        Write("Sample", "Sample.psd1", "b/x.ps1", "a.ps1", "b.ps1", "B/y.ps1");

        var (result, contents) = Unpack("Sample");

        Assert.Equal(["Sample", "Sample!B/y.ps1", "Sample!Sample.psd1", "Sample!a.ps1", "Sample!b.ps1", "Sample!b/x.ps1"], result.Artifacts.Select(artifact => artifact.Path));
        Assert.Equal((ArtifactKind.Folder, ArtifactKind.PowerShell), (result.Artifacts[0].Kind, result.Artifacts[1].Kind));
        Assert.All(result.Artifacts.Skip(1), artifact => Assert.Equal((0, 1), (artifact.Parent, artifact.Depth)));
        Assert.Equal("b/x.ps1", contents["Sample!b/x.ps1"]);
        Assert.Equal(result.Artifacts.Skip(1).Sum(artifact => artifact.Size), result.Artifacts[0].Size);
        Assert.Empty(result.Problems);
    }

    [Fact]
    public void The_hash_of_a_folder_is_that_of_the_hashes_and_names_of_its_files()
    {
        Write("Sample", "Sample.psd1", "a/b.ps1");
        var listing = $"{Sha256("Sample.psd1")}  Sample.psd1\n{Sha256("a/b.ps1")}  a/b.ps1\n";

        Assert.Equal(Sha256(listing), Unpack("Sample").Result.Sha256);
    }

    [Fact]
    public void An_archive_in_a_folder_is_opened()
    {
        Write("Sample", "Sample.psd1");
        File.WriteAllBytes(Path.Combine(_root, "Sample", "more.zip"), new RawZip().Add(new RawEntry("c.ps1", "x")).Build());

        Assert.Contains(Unpack("Sample").Result.Artifacts, artifact => artifact.Path == "Sample!more.zip!c.ps1");
    }

    [Fact]
    public void Version_control_and_links_are_left_out_and_said()
    {
        Write("Sample", "Sample.psd1", ".git/config", "sub/.svn/entries");
        Write("elsewhere", "secret.ps1");
        File.CreateSymbolicLink(Path.Combine(_root, "Sample", "link.ps1"), Path.Combine(_root, "elsewhere", "secret.ps1"));
        Directory.CreateSymbolicLink(Path.Combine(_root, "Sample", "loop"), Path.Combine(_root, "Sample"));

        var result = Unpack("Sample").Result;

        Assert.Equal(["Sample", "Sample!Sample.psd1"], result.Artifacts.Select(artifact => artifact.Path));
        Assert.Equal(
            [(ProblemId.FolderPartLeftOut, ".git"), (ProblemId.FolderPartUnreadable, "link.ps1"), (ProblemId.FolderPartUnreadable, "loop"), (ProblemId.FolderPartLeftOut, "sub/.svn")],
            result.Problems.Select(problem => (problem.Id, problem.Location!)));
    }

    [Fact]
    public void A_folder_with_more_than_the_budget_is_read_up_to_it_and_said()
    {
        Write("Sample", "Sample.psd1", "a.ps1", "b.ps1", "c.ps1");

        var byCount = new Sources.FolderReader(Path.Combine(_root, "Sample"), UnpackBudget.Default with { EntriesPerArchive = 2 }).Read("Sample").Folder!;
        var byBytes = new Sources.FolderReader(Path.Combine(_root, "Sample"), UnpackBudget.Default with { InputBytes = 12 }).Read("Sample").Folder!;

        Assert.Equal((2, ProblemId.LimitEntries), (byCount.Files.Count, Assert.Single(byCount.LeftOut).Id));
        Assert.Equal((1, ProblemId.LimitBytes), (byBytes.Files.Count, Assert.Single(byBytes.LeftOut).Id));
    }

    [Fact]
    public void Folders_deeper_than_the_budget_are_not_read()
    {
        Write("Sample", "Sample.psd1", "a/b/c/d.ps1");

        var folder = new Sources.FolderReader(Path.Combine(_root, "Sample"), UnpackBudget.Default with { PathDepth = 2 }).Read("Sample").Folder!;

        Assert.Equal((ProblemId.LimitDepth, "a/b/c"), (Assert.Single(folder.LeftOut).Id, folder.LeftOut[0].Name));
    }

    private (UnpackResult Result, Dictionary<string, string> Contents) Unpack(string folder)
    {
        var contents = new Dictionary<string, string>(StringComparer.Ordinal);
        var file = new PackageLocation(folder, Path.Combine(_root, folder), 0) { Module = folder }.Open();
        var result = Unpacker.Unpack(file, UnpackBudget.Default, (_, artifact) =>
        {
            contents.Add(artifact.Info.Path, Encoding.UTF8.GetString(artifact.Bytes));
            return [];
        }, TestContext.Current.CancellationToken);
        return (result, contents);
    }

    private Task<SubjectResolution> Resolve(string folder) =>
        new SubjectResolver(new SubjectOptions(null, Offline: true, _root)).ResolveAsync(Path.Combine(_root, folder), null, TestContext.Current.CancellationToken);

    private void Write(string folder, params string[] files)
    {
        foreach (var file in files)
        {
            var path = Path.Combine(_root, folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file);
        }
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
