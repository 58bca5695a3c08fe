using Assay.Community;
using Assay.Community.Building;
using Assay.Community.Index;
using Assay.Packages;
using Assay.Reports;
using Microsoft.Data.Sqlite;

namespace Assay.Cli;

/// <summary>One run of <c>assay community build</c> or <c>update</c>: sources, rules, packages, index, snapshot, summary, in this order.</summary>
internal sealed class CommunityBuildRun(CommunityBuildRequest request, Host host)
{
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        try
        {
            return request.Index is { } index ? await BuildIndexAsync(index, cancellation) : await BuildSnapshotAsync(cancellation);
        }
        catch (FeedException exception)
        {
            throw new CommandFailedException(BuildSources.ExitCodeOf(exception), exception.Message);
        }
        catch (IndexException exception)
        {
            throw new CommandFailedException(ExitCode.Usage, exception.Message);
        }
        catch (SqliteException exception)
        {
            // A full disk most of all: what was complete before stays.
            throw new CommandFailedException(ExitCode.Usage, $"{request.Index} cannot be written: {exception.Message}");
        }
        catch (IOException exception)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{request.Output ?? request.Index} cannot be written: {exception.Message}");
        }
        catch (SnapshotException exception)
        {
            throw new CommandFailedException(ExitCode.NothingFound, exception.Message);
        }
    }

    // Nothing is kept but the snapshot.
    private async Task<int> BuildSnapshotAsync(CancellationToken cancellation)
    {
        using var sources = await BuildSources.OpenAsync(host, request.From, cancellation);
        var options = Options(request.Name!);

        // Opened first: a path that cannot be written is better known before the work than after it.
        using var file = SnapshotFile.Open(request.Output!);
        var result = await RunAsync(progress => Task.FromResult(CommunityBuilder.Build(sources.Files, options, progress, cancellation)));
        SnapshotJson.Write(result.Snapshot, file.Content);
        file.Commit();
        Name(result.LeftOut, result.Alarms);
        if (!request.Quiet)
        {
            var snapshot = result.Snapshot.Describe();
            host.Say($"{snapshot.Id} of {snapshot.Date}: {snapshot.Packages:N0} packages of {snapshot.Community}, ranked by {snapshot.Ranking}; {result.Snapshot.Rules.Count:N0} rules counted; {result.OtherVersions:N0} other versions not counted, {result.LeftOut.Count:N0} packages left out.");
        }

        return result.LeftOut.Count + result.Alarms.Count > 0 ? ExitCode.Incomplete : ExitCode.Success;
    }

    private async Task<int> BuildIndexAsync(string path, CancellationToken cancellation)
    {
        CreateFolder(path);
        using var build = CommunityIndexBuild.Open(path);
        var from = request.From.Count > 0 ? request.From : build.Sources;
        if (from.Count == 0)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{path} was built from nothing yet: 'assay community build --from ...' does that first.");
        }

        var name = request.Name ?? build.Name ?? Path.GetFileNameWithoutExtension(path);
        using var sources = await BuildSources.OpenAsync(host, from, cancellation);
        var options = Options(name) with { LatestOnly = request.LatestOnly || (request.From.Count == 0 && build.LatestOnly), Notes = new Notes(host, request.Quiet) };
        using var file = request.Output is { } output ? SnapshotFile.Open(output) : null;
        build.Remember(name, from.Select(BuildSources.Remembered), options.LatestOnly);
        IndexBuildResult result;
        try
        {
            result = await RunAsync(progress => build.TakeInAsync(sources.All, options, progress, cancellation));
        }
        catch (OperationCanceledException)
        {
            host.Say($"assay: ended; what was read is kept in {TerminalText.EncodeProse(path)}, and the same command goes on from there.");
            return ExitCode.Cancelled;
        }
        catch (BuildEndedException exception)
        {
            throw new CommandFailedException(ExitCode.SourceUnreachable, $"{exception.Message} What was read is kept in {path}, and the same command goes on from there.");
        }

        if (file is not null)
        {
            SnapshotJson.Write(build.Count(options), file.Content);
            file.Commit();
        }
        else
        {
            build.CountDay(options);
        }

        Name(result.LeftOut, result.Alarms);
        if (!request.Quiet)
        {
            host.Say($"{name} of {options.Date:yyyy-MM-dd} in {TerminalText.EncodeProse(path)}: {result.Versions:N0} versions of {result.Packages:N0} packages{(result.Community is { } community ? $" of {community}" : "")}; {result.Read:N0} read now, {result.LeftOut.Count:N0} left out, {result.Alarms.Count:N0} with other bytes than before, {result.Pending:N0} still to be read.");
            SayRejudged(result.Rejudged);
        }

        return result.LeftOut.Count + result.Alarms.Count + result.Pending > 0 ? ExitCode.Incomplete : ExitCode.Success;
    }

    private void SayRejudged(RejudgeResult rejudged)
    {
        if (rejudged.Rules > 0 && rejudged.Looked + rejudged.Changed + rejudged.Missed > 0)
        {
            host.Say($"{rejudged.Rules:N0} rules have changed since: {rejudged.Looked:N0} versions were judged anew, {rejudged.Changed:N0} have other findings now{(rejudged.Missed == 0 ? "" : $"; {rejudged.Missed:N0} keep theirs until they are read again")}.");
        }
    }

    private CommunityBuildOptions Options(string name)
    {
        var options = new CommunityBuildOptions { Rules = RuleSource.Load(host, request.Rules), Name = name, Date = request.Date, Parallel = request.Parallel };
        return request.Popularity is { } path ? options with { Downloads = ReadPopularity(path), DownloadsSource = Path.GetFileName(path) } : options;
    }

    private static IReadOnlyDictionary<string, long> ReadPopularity(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            return PopularityFile.Read(reader);
        }
        catch (Exception exception) when (exception is SnapshotException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{path}: {exception.Message}");
        }
    }

    private static void CreateFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{path} cannot be written: {exception.Message}");
        }
    }

    private Task<T> RunAsync<T>(Func<IProgress<CommunityProgress>?, Task<T>> work) =>
        request.Quiet || !host.ErrorIsTerminal ? work(null) : CommunityProgressBar.RunAsync(host, progress => work(progress));

    private void Name(IReadOnlyList<LeftOutPackage> leftOut, IReadOnlyList<LeftOutPackage> alarms)
    {
        foreach (var (package, what) in leftOut.Select(package => (package, "left out")).Concat(alarms.Select(package => (package, "ALARM"))))
        {
            host.Say($"assay: {what}: {TerminalText.EncodeProse(package.Name)}: {TerminalText.EncodeProse(package.Reason)}");
        }
    }

    private sealed class Notes(Host host, bool isQuiet) : IProgress<string>
    {
        public void Report(string value)
        {
            if (!isQuiet)
            {
                host.Say("assay: " + TerminalText.EncodeProse(value));
            }
        }
    }
}
