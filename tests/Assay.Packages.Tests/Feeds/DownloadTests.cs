using Assay.TestInputs;

namespace Assay.Packages.Tests.Feeds;

public sealed class DownloadTests : IDisposable
{
    private const string File = "/flat/a/1.0.0/a.1.0.0.nupkg";

    private readonly byte[] _package = LoopbackFeed.Package("a", "1.0.0", size: 300_000);
    private readonly LoopbackFeed _feed = new();
    private readonly FeedFolder _folder = new();

    public DownloadTests()
    {
        _folder.Use(_feed.Index);
        _feed.AddPackage("a", "1.0.0", _package);
    }

    public void Dispose()
    {
        _feed.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_cut_download_continues_where_it_was_cut()
    {
        _feed.Answer = request => request.Path == File && !request.Headers.ContainsKey("Range") ? _feed.FromFiles(request) with { CutAfter = 100_000 } : null;

        var found = await _folder.FindAsync("a@1.0.0");

        Assert.Equal(_package, found.Open().Bytes);
        Assert.StartsWith("bytes=", Downloads[1].Headers["Range"], StringComparison.Ordinal);
        Assert.NotEqual("bytes=0-", Downloads[1].Headers["Range"]);
        Assert.StartsWith("\"", Downloads[1].Headers["If-Range"], StringComparison.Ordinal);
        Assert.Equal(2, Downloads.Count);
    }

    [Fact]
    public async Task A_cut_download_of_a_file_that_changed_starts_again()
    {
        var cut = false;
        _feed.Answer = request =>
        {
            if (request.Path != File || cut)
            {
                return null;
            }

            cut = true;
            return new LoopbackResponse(200, new byte[200_000]) { CutAfter = 100_000 }.With("ETag", "\"old\"");
        };

        Assert.Equal(_package, (await _folder.FindAsync("a@1.0.0")).Open().Bytes);
    }

    [Fact]
    public async Task A_download_that_another_run_left_is_continued()
    {
        _feed.Answer = request => request.Path == File ? request.Headers.ContainsKey("Range") ? new LoopbackResponse(500, []) : _feed.FromFiles(request) with { CutAfter = 100_000 } : null;
        await _folder.FailAsync(SubjectError.SourceUnreachable, "a@1.0.0");
        _feed.Answer = _ => null;

        Assert.Equal(_package, (await _folder.FindAsync("a@1.0.0")).Open().Bytes);
        Assert.True(Downloads[^1].Headers.ContainsKey("Range"));
    }

    [Fact]
    public async Task A_damaged_part_of_another_run_is_thrown_away()
    {
        _feed.Answer = request => request.Path == File ? request.Headers.ContainsKey("Range") ? new LoopbackResponse(500, []) : _feed.FromFiles(request) with { CutAfter = 100_000 } : null;
        await _folder.FailAsync(SubjectError.SourceUnreachable, "a@1.0.0");
        _feed.Answer = _ => null;
        using (var part = new FileStream(_folder.CachedFile(".partial"), FileMode.Open))
        {
            part.Write(new byte[200]);
        }

        Assert.Equal(_package, (await _folder.FindAsync("a@1.0.0")).Open().Bytes);
    }

    [Theory]
    [InlineData("b", "1.0.0", "its manifest says b@1.0.0")]
    [InlineData("a", "1.0.1", "its manifest says a@1.0.1")]
    public async Task Another_package_in_the_answer_is_refused(string id, string version, string said)
    {
        _feed.AddPackage("a", "1.0.0", LoopbackFeed.Package(id, version), inList: false);

        Assert.Contains(said, await _folder.FailAsync(SubjectError.Unreadable, "a@1.0.0"), StringComparison.Ordinal);
        Assert.Empty(Kept);
    }

    [Fact]
    public async Task Something_that_is_no_package_is_refused()
    {
        _feed.AddPackage("a", "1.0.0", new byte[1000], inList: false);

        Assert.Contains("no readable manifest", await _folder.FailAsync(SubjectError.Unreadable, "a@1.0.0"), StringComparison.Ordinal);
        Assert.Empty(Kept);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_package_over_the_limit_is_not_kept(bool saysItsLength)
    {
        using var folder = new FeedFolder { Limits = _folder.Limits with { PackageBytes = 200_000 } };
        folder.Use(_feed.Index);
        _feed.Answer = request => request.Path == File ? _feed.FromFiles(request) with { DeclareLength = saysItsLength } : null;

        Assert.Contains("more than 200000 bytes", await folder.FailAsync(SubjectError.Unreadable, "a@1.0.0"), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Cache, "*.nupkg*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_listed_package_without_a_file_is_said()
    {
        _feed.Answer = request => request.Path == File ? new LoopbackResponse(404, []) : null;

        Assert.Contains("lists a@1.0.0 but does not have its file", await _folder.FailAsync(SubjectError.NothingFound, "a@1.0.0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_ends_with_all_bytes()
    {
        var progress = new Recorder();
        await _folder.ResolveAsync("a@1.0.0", progress: progress);

        Assert.Equal(new DownloadProgress("a@1.0.0", _package.Length, _package.Length), progress.Reports[^1]);
        Assert.Equal(progress.Reports.OrderBy(report => report.Received), progress.Reports);
    }

    private List<LoopbackRequest> Downloads => [.. _feed.Requests.Where(request => request.Path == File)];

    private string[] Kept => [.. Directory.GetFiles(_folder.Cache, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != ".lock")];

    private sealed class Recorder : IProgress<DownloadProgress>
    {
        public List<DownloadProgress> Reports { get; } = [];

        public void Report(DownloadProgress value) => Reports.Add(value);
    }
}
