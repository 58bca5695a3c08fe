using Assay.Community;
using Assay.Packages;
using Assay.Reports;

namespace Assay.Cli;

/// <summary>One run of <c>assay community build</c>: folders, rules, packages, file, summary, in this order.</summary>
internal sealed class CommunityBuildRun(CommunityBuildRequest request, Host host)
{
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var packages = await ResolveAsync(cancellation);
        var options = new CommunityBuildOptions
        {
            Rules = RuleSource.Load(host, request.Rules),
            Name = request.Name,
            Date = request.Date,
            Downloads = ReadPopularity(),
            Parallel = request.Parallel,
        };

        // Opened first: a path that cannot be written is better known before the work than after it.
        using var file = Open();
        var result = await BuildAsync(packages, options, cancellation);
        SnapshotJson.Write(result.Snapshot, file.Content);
        file.Commit();
        Summarize(result);
        return result.LeftOut.Count > 0 ? ExitCode.Incomplete : ExitCode.Success;
    }

    private async Task<List<PackageLocation>> ResolveAsync(CancellationToken cancellation)
    {
        var packages = new List<PackageLocation>();
        foreach (var folder in request.Folders)
        {
            var resolution = Directory.Exists(folder)
                ? await host.Engine.Resolve(new SubjectOptions(From: null, Offline: true, GlobalPackagesFolder: null), folder, null, cancellation)
                : throw new CommandFailedException(ExitCode.NothingFound, $"{folder}: there is no such folder");
            if (resolution.Error != SubjectError.None)
            {
                throw new CommandFailedException(resolution.Error == SubjectError.Unreadable ? ExitCode.Incomplete : ExitCode.NothingFound, resolution.Message ?? $"{folder}: there are no packages");
            }

            packages.AddRange(resolution.Packages);
        }

        return packages;
    }

    private IReadOnlyDictionary<string, long>? ReadPopularity()
    {
        if (request.Popularity is not { } path)
        {
            return null;
        }

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

    private AtomicFile Open()
    {
        try
        {
            return new AtomicFile(request.Output);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{request.Output} cannot be written: {exception.Message}");
        }
    }

    private async Task<CommunityBuildResult> BuildAsync(IReadOnlyList<PackageLocation> packages, CommunityBuildOptions options, CancellationToken cancellation)
    {
        try
        {
            return request.Quiet || !host.ErrorIsTerminal
                ? CommunityBuilder.Build(packages, options, progress: null, cancellation)
                : await CommunityProgressBar.RunAsync(host, progress => CommunityBuilder.Build(packages, options, progress, cancellation));
        }
        catch (SnapshotException exception)
        {
            throw new CommandFailedException(ExitCode.NothingFound, exception.Message);
        }
    }

    private void Summarize(CommunityBuildResult result)
    {
        foreach (var package in result.LeftOut)
        {
            host.Say($"assay: left out: {TerminalText.EncodeProse(package.Name)}: {TerminalText.EncodeProse(package.Reason)}");
        }

        if (!request.Quiet)
        {
            var snapshot = result.Snapshot.Describe();
            host.Say($"{snapshot.Id} of {snapshot.Date}: {snapshot.Packages:N0} packages of {snapshot.Community}, ranked by {snapshot.Ranking}; {result.Snapshot.Rules.Count:N0} rules counted; {result.OtherVersions:N0} other versions not counted, {result.LeftOut.Count:N0} packages left out.");
        }
    }
}
