using Assay.Model;
using Assay.TestInputs;

namespace Assay.Packages.Tests;

public sealed class BudgetTests
{
    private static readonly UnpackBudget Small = UnpackBudget.Default with { RatioThreshold = 10_000 };

    [Fact]
    public void A_nested_archive_deeper_than_the_budget_is_a_problem_and_the_rest_is_still_read()
    {
        var package = new NupkgBuilder().Nest("tools/deep.zip", levels: 9).Add("last.txt", "last").Build();

        var unpacked = Unpacked.From(package, budget: UnpackBudget.Default with { Depth = 8 });

        Assert.Equal(ProblemId.LimitDepth, Assert.Single(unpacked.Problems).Id);
        Assert.Equal(8, unpacked.Result.Artifacts.Max(artifact => artifact.Depth));
        Assert.Equal("last", unpacked.Text("sample.nupkg!last.txt"));
    }

    [Fact]
    public void Nesting_within_the_budget_is_read_to_the_end()
    {
        var unpacked = Unpacked.From(new NupkgBuilder().Nest("deep.zip", levels: 7).Build());

        Assert.Empty(unpacked.Problems);
        Assert.Contains(unpacked.Result.Artifacts, artifact => artifact.Name == "innermost.txt");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_entry_that_expands_too_far_is_left_out_whatever_size_it_declares(bool lies)
    {
        var bomb = new RawEntry("bomb.bin", new byte[1_000_000]) { Size = lies ? 10 : null };

        var unpacked = Unpacked.Twice(new NupkgBuilder().Add(bomb).Add("last.txt", "last").Build(), budget: Small with { Ratio = 100 });

        Assert.Contains(ProblemId.LimitRatio, unpacked.Ids);
        Assert.Equal("", unpacked.Artifact("sample.nupkg!bomb.bin").Sha256);
        Assert.Equal("last", unpacked.Text("sample.nupkg!last.txt"));
    }

    [Fact]
    public void Many_names_over_one_stream_end_at_the_ratio_of_the_whole_input()
    {
        var package = new NupkgBuilder(manifest: null).Add(new RawEntry("0.bin", new byte[9_000]));
        for (var i = 1; i < 200; i++)
        {
            package.Add(new RawEntry($"{i}.bin", new byte[9_000]) { DirectoryOnly = true, LocalOffset = 0, LocalName = "0.bin" });
        }

        var bytes = package.Build();
        var unpacked = Unpacked.Twice(bytes, budget: Small with { Ratio = 2 });

        Assert.Single(unpacked.Problems, problem => problem.Id == ProblemId.LimitRatio);
        Assert.True(unpacked.Contents.Skip(1).Sum(content => (long)content.Value.Length) <= Math.Max(10_000, 2 * bytes.Length));
    }

    [Fact]
    public void The_total_ends_everything_and_is_reported_once()
    {
        var package = new NupkgBuilder();
        for (var i = 0; i < 20; i++)
        {
            package.Add(new RawEntry($"{i}.bin", new byte[1000]) { Method = (ushort)(i % 2 * 8) });
        }

        var unpacked = Unpacked.From(package.Build(), budget: UnpackBudget.Default with { TotalBytes = 5000 });

        Assert.Equal(ProblemId.LimitBytes, Assert.Single(unpacked.Problems).Id);
        Assert.InRange(unpacked.Result.Artifacts.Count, 4, 7);
    }

    [Fact]
    public void An_entry_beyond_the_limit_of_one_entry_is_left_out()
    {
        var package = new NupkgBuilder().Add("big.bin", new byte[5000]).Add(new RawEntry("stored.bin", new byte[5000]) { Method = 0 }).Add("last.txt", "last").Build();

        var unpacked = Unpacked.From(package, budget: UnpackBudget.Default with { EntryBytes = 2000 });

        Assert.Equal([ProblemId.LimitBytes, ProblemId.LimitBytes], unpacked.Problems.Select(problem => problem.Id));
        Assert.Equal("last", unpacked.Text("sample.nupkg!last.txt"));
    }

    [Fact]
    public void Entries_are_limited_in_one_archive_and_in_all()
    {
        var package = new NupkgBuilder();
        for (var i = 0; i < 20; i++)
        {
            package.Add($"{i}.txt", "x");
        }

        var bytes = package.Build();
        var inOne = Unpacked.From(bytes, budget: UnpackBudget.Default with { EntriesPerArchive = 5 });
        var inAll = Unpacked.From(bytes, budget: UnpackBudget.Default with { EntriesTotal = 5 });

        Assert.Contains(ProblemId.LimitEntries, inOne.Ids);
        Assert.Equal(6, inOne.Result.Artifacts.Count);
        Assert.Equal(ProblemId.LimitEntries, Assert.Single(inAll.Problems).Id);
        Assert.Equal(5, inAll.Result.Artifacts.Count);
    }

    [Fact]
    public void Long_names_in_deep_archives_end_at_the_length_of_all_paths()
    {
        static string Long(char letter) => string.Concat(Enumerable.Repeat(new string(letter, 99) + "/", 9)) + letter;
        var unpacked = Unpacked.From(new NupkgBuilder().Add(Long('n'), "1").Add(Long('m'), "2").Build(), budget: UnpackBudget.Default with { PathCharacters = 1000 });

        Assert.Equal(ProblemId.LimitEntries, Assert.Single(unpacked.Problems).Id);
        Assert.Equal(3, unpacked.Result.Artifacts.Count);
    }

    [Fact]
    public void Folders_of_names_are_limited()
    {
        var unpacked = Unpacked.From(new NupkgBuilder().Add("a/b/c/d.txt", "1").Build(), budget: UnpackBudget.Default with { Folders = 2 });

        Assert.Equal(ProblemId.LimitSteps, Assert.Single(unpacked.Problems).Id);
    }

    [Fact]
    public void An_overlong_name_is_shown_without_its_middle_and_keeps_its_kind()
    {
        var unpacked = Unpacked.From(new NupkgBuilder().Add(new string('n', 5000) + ".ps1", "1").Build());

        Assert.InRange(unpacked.Result.Artifacts[2].Name.Length, 1000, 1100);
        Assert.Equal(ArtifactKind.PowerShell, unpacked.Result.Artifacts[2].Kind);
    }

    [Fact]
    public void Hidden_entries_count_as_entries()
    {
        var package = new NupkgBuilder().Add(new RawEntry("a.txt", "x") { Unlisted = true }, new RawEntry("b.txt", "x") { Unlisted = true });

        var unpacked = Unpacked.From(package.Build(), budget: UnpackBudget.Default with { EntriesPerArchive = 2 });

        Assert.Contains(ProblemId.LimitEntries, unpacked.Ids);
        Assert.Equal(3, unpacked.Result.Artifacts.Count);
    }

    [Fact]
    public void Tar_entries_and_gzip_members_are_limited_too()
    {
        var tar = new RawTar().Add("a", "1").Add("b", "2").Add("c", "3").Build();
        byte[] members = [.. RawTar.Gzip([1]), .. RawTar.Gzip([2]), .. RawTar.Gzip([3])];

        Assert.Contains(ProblemId.LimitEntries, Unpacked.From(tar, "a.tar", UnpackBudget.Default with { EntriesPerArchive = 2 }).Ids);
        Assert.Contains(ProblemId.LimitEntries, Unpacked.From(members, "a.gz", UnpackBudget.Default with { GzipMembers = 2 }).Ids);
        Assert.Contains(ProblemId.LimitRatio, Unpacked.From(RawTar.Gzip(new byte[1_000_000]), "a.gz", Small).Ids);
    }

    [Fact]
    public void An_input_beyond_its_limit_is_not_opened()
    {
        var unpacked = Unpacked.From(new NupkgBuilder().Build(), budget: UnpackBudget.Default with { InputBytes = 10 });

        Assert.Equal(ProblemId.InputUnreadable, Assert.Single(unpacked.Problems).Id);
        Assert.Single(unpacked.Result.Artifacts);
    }

    [Fact]
    public void The_list_of_problems_ends_with_its_own_limit()
    {
        var package = new NupkgBuilder();
        for (var i = 0; i < 20; i++)
        {
            package.Add(new RawEntry($"{i}.txt", "x") { Crc = 1 });
        }

        var unpacked = Unpacked.From(package.Build(), budget: UnpackBudget.Default with { Problems = 5 });

        Assert.Equal(6, unpacked.Result.Problems.Count);
        Assert.Equal(ProblemId.LimitFindings, unpacked.Result.Problems[^1].Id);
    }

    [Fact]
    public void Many_problems_of_one_kind_do_not_hide_others()
    {
        var package = new NupkgBuilder();
        for (var i = 0; i < 20; i++)
        {
            package.Add(new RawEntry($"{i}.txt", "x") { Comment = "c" });
        }

        var unpacked = Unpacked.From(package.Add(new RawEntry("last.txt", "x") { Crc = 1 }).Build(), budget: UnpackBudget.Default with { ProblemsPerKind = 5 });

        Assert.Equal(7, unpacked.Result.Problems.Count);
        Assert.Equal(ProblemId.ZipCrcMismatch, unpacked.Result.Problems[^1].Id);
    }

    [Fact]
    public void Cancellation_ends_the_walk() =>
        Assert.Throws<OperationCanceledException>(() => Unpacker.Unpack(new PackageFile("a.nupkg", "test", new NupkgBuilder().Build()), UnpackBudget.Default, (_, _) => [], new CancellationToken(canceled: true)));
}
