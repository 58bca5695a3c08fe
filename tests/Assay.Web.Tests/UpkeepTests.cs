using Assay.Community;
using Assay.Community.Index;
using Assay.Web.Communities;
using Assay.Web.Jobs;
using Assay.Web.Reports;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Assay.Web.Tests;

public sealed class UpkeepTests : IAsyncLifetime
{
    private readonly Clock _clock = new();
    private PortalServer _server = null!;

    private PortalCommunity Community => _server.Services.GetRequiredService<PortalCommunities>().Find("nuget")!;

    public async ValueTask InitializeAsync() => _server = await PortalServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Figures_are_counted_soon_after_a_package_and_once_a_day()
    {
        using var upkeep = Upkeep();
        var before = Counted();
        await upkeep.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(before, Counted());

        _clock.Now += TimeSpan.FromMinutes(6);
        await upkeep.LookAsync(TestContext.Current.CancellationToken);
        var today = _server.Services.GetRequiredService<Judging>().Today.ToString("O");
        Assert.Equal((today, before.Packages), Counted());

        await _server.ScanAsync(JobClient.Package("Counted.Soon"));
        await upkeep.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal((today, before.Packages), Counted());
        _clock.Now += TimeSpan.FromSeconds(31);
        await upkeep.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal((today, before.Packages + 1), Counted());
    }

    [Fact]
    public async Task An_index_that_other_rules_have_judged_is_judged_again()
    {
        var rules = _server.Services.GetRequiredService<Judging>().Rules;
        Assert.True(Community.Read(reader => IndexedPackages.IsJudgedBy(reader.Database, rules), false));
        using (var connection = new SqliteConnection($"Data Source={Community.Path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE judged SET hash = 'another'; UPDATE finding SET rules = x'', verdict = 0";
            command.ExecuteNonQuery();
        }

        Assert.False(Community.Read(reader => IndexedPackages.IsJudgedBy(reader.Database, rules), true));
        using var upkeep = Upkeep();
        await upkeep.LookAsync(TestContext.Current.CancellationToken);

        Assert.True(Community.Read(reader => IndexedPackages.IsJudgedBy(reader.Database, rules), false));
        Assert.NotEmpty(Community.Read(reader => reader.Find("Sample.Server", "2.0.0"), null)!.Rules);
    }

    private IndexUpkeep Upkeep()
    {
        var services = _server.Services;
        return new IndexUpkeep(services.GetRequiredService<PackageIndexes>(), services.GetRequiredService<PortalCommunities>(), services.GetRequiredService<JobStore>(), services.GetRequiredService<Judging>(), _clock, NullLogger<IndexUpkeep>.Instance);
    }

    private (string Date, int Packages) Counted() => Community.Read(reader => StoredPrevalence.Newest(reader.Database, PrevalenceScope.Usual) is { } newest ? (newest.Date, newest.Packages) : ("", 0), ("", 0));

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
