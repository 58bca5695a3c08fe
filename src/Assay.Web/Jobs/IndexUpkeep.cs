using Assay.Community;
using Assay.Community.Index;
using Assay.Web.Communities;
using Assay.Web.Reports;
using Microsoft.Data.Sqlite;

namespace Assay.Web.Jobs;

/// <summary>Keeps the indexes current beside the jobs: judged by the rules of this build, counted when packages have come and once a day. Forgets old jobs.</summary>
internal sealed partial class IndexUpkeep(PackageIndexes indexes, PortalCommunities communities, JobStore store, Judging judging, TimeProvider clock, ILogger<IndexUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(10);

    // Counting reads every finding: after a package in a quiet hour soon, in a burst now and then.
    private static readonly TimeSpan BetweenQuietCounts = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenCounts = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    private readonly Dictionary<string, DateTimeOffset> _counted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _said = new(StringComparer.Ordinal);
    private DateOnly _forgotten;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Requests are answered first.
        await Task.Yield();
        try
        {
            using var timer = new PeriodicTimer(BetweenLooks, clock);
            do
            {
                await LookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was begun is done again by the next start.
        }
    }

    /// <summary>Does once what is due.</summary>
    internal async Task LookAsync(CancellationToken cancellation)
    {
        foreach (var community in communities.All.Where(community => community.Exists))
        {
            await KeepAsync(community, cancellation);
        }

        Forget();
    }

    private async Task KeepAsync(PortalCommunity community, CancellationToken stopping)
    {
        try
        {
            if (!community.Read(reader => IndexedPackages.IsJudgedBy(reader.Database, judging.Rules), true))
            {
                // Opening it to write is what brings it to the present rules.
                await indexes.TryWriteAsync(community, static _ => { }, stopping);
            }
            else if (IsDue(community) && await indexes.TryWriteAsync(community, packages => packages.Count(stopping), stopping))
            {
                _counted[community.Name] = clock.GetUtcNow();
            }
        }
        catch (Exception exception) when (exception is IndexException or SqliteException)
        {
            // The same every ten seconds would bury everything else.
            if (_said.GetValueOrDefault(community.Name) != exception.Message)
            {
                _said[community.Name] = exception.Message;
                CannotKeep(log, community.Name, exception);
            }
        }
    }

    private bool IsDue(PortalCommunity community)
    {
        var (isCurrent, isOfToday) = community.Read(
            reader => StoredPrevalence.Newest(reader.Database, PrevalenceScope.Usual) is { } newest ? (newest.IsCurrent, newest.Date == judging.Today.ToString("O")) : (false, false), (true, true));
        var now = clock.GetUtcNow();
        var last = _counted.GetValueOrDefault(community.Name);
        if (last == default)
        {
            // An index that others have counted is counted again by its changes, or after the usual time when only the day is another.
            _counted[community.Name] = last = isCurrent ? now : now - BetweenQuietCounts;
        }

        return (!isCurrent && now - last >= (store.IsBusy() ? BetweenCounts : BetweenQuietCounts)) || (!isOfToday && now - last >= BetweenCounts);
    }

    private void Forget()
    {
        if (_forgotten == judging.Today)
        {
            return;
        }

        try
        {
            store.Forget(clock.GetUtcNow() - Remembered);
            _forgotten = judging.Today;
        }
        catch (SqliteException exception)
        {
            CannotForget(log, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The index of {Community} cannot be kept current.")]
    private static partial void CannotKeep(ILogger log, string community, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old jobs could not be forgotten.")]
    private static partial void CannotForget(ILogger log, Exception exception);
}
