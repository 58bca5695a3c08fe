using Assay.Web.Reports;

namespace Assay.Web.Tests;

public sealed class ReportKeepingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-reports-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_kept_is_found_under_its_own_key_alone()
    {
        var files = new ReportFiles(_folder, 1_000_000);
        files.Keep("ab12", "today", [1, 2, 3]);

        Assert.Equal([1, 2, 3], files.Find("ab12", "today"));
        Assert.Null(files.Find("ab12", "tomorrow"));
        Assert.Null(files.Find("cd12", "today"));
    }

    [Fact]
    public void A_full_folder_loses_what_was_not_used_for_longest()
    {
        var files = new ReportFiles(_folder, 1_000);
        for (var i = 0; i < 10; i++)
        {
            files.Keep($"aa{i}", "key", new byte[90]);
            File.SetLastWriteTimeUtc(Directory.GetFiles(_folder, $"aa{i}-*", SearchOption.AllDirectories).Single(), DateTime.UtcNow.AddMinutes(i - 100));
        }

        Assert.NotNull(files.Find("aa0", "key"));
        files.Keep("bb", "key", new byte[200]);

        Assert.True(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length) <= 1_000);
        Assert.NotNull(files.Find("aa0", "key"));
        Assert.NotNull(files.Find("bb", "key"));
        Assert.Null(files.Find("aa1", "key"));
    }

    [Fact]
    public async Task A_thing_is_made_once_however_many_ask_for_it()
    {
        var cache = new BoundedCache<string>(10_000, text => text.Length);
        var made = 0;
        var gate = new TaskCompletionSource();
        var waiting = Enumerable.Range(0, 20).Select(_ => cache.GetAsync("key", async () =>
        {
            Interlocked.Increment(ref made);
            await gate.Task;
            return "value";
        }).AsTask()).ToArray();
        gate.SetResult();

        Assert.All(await Task.WhenAll(waiting), value => Assert.Equal("value", value));
        Assert.Equal(1, made);
        Assert.Equal("value", cache.Find("key"));
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        var cache = new BoundedCache<string>(10_000, text => text.Length);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await cache.GetAsync("key", () => throw new InvalidOperationException()));
        Assert.Equal("value", await cache.GetAsync("key", () => Task.FromResult("value")));
    }

    [Fact]
    public void The_least_used_make_room_within_the_limit()
    {
        var cache = new BoundedCache<string>(4_000, text => text.Length);
        for (var i = 0; i < 10; i++)
        {
            cache.Keep($"key{i}", new string('x', 500));
            _ = cache.Find("key0");
        }

        Assert.True(cache.Bytes <= 4_000);
        Assert.NotNull(cache.Find("key0"));
        Assert.NotNull(cache.Find("key9"));
        Assert.Null(cache.Find("key1"));
    }
}
