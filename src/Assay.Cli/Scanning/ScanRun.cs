using Assay.Community.Index;
using Assay.Model;
using Assay.Scan;

namespace Assay.Cli;

/// <summary>One run of <c>assay scan</c> or <c>assay verify</c>: rules and settings, subjects, packages, reports, exit code, in this order.</summary>
/// <param name="request">What is asked for.</param>
/// <param name="tallyOf">Makes what tells the exit code.</param>
/// <param name="host">The outside.</param>
internal sealed class ScanRun(ScanRequest request, Func<ScanSetup, ITally> tallyOf, Host host)
{
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        ReportOutputs.Check(request.Outputs);
        var setup = ScanSetup.Prepare(request, host);
        SubjectList subjects;
        try
        {
            var before = request.Stages is null ? default : RunTimings.ReadProcess();
            subjects = await SubjectList.ResolveAsync(request, setup.Options.Limits, host, cancellation);
            request.Stages?.Add(Stage.Subjects, RunTimings.ReadProcess() - before);
        }
        catch (NothingResolvedException nothing)
        {
            return nothing.ExitCode;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            host.Say("assay: ended while packages were looked for; nothing was scanned, and the next run continues a cut download");
            return ExitCode.Cancelled;
        }

        if (request.CompareTo is { } compareTo)
        {
            setup = await PrepareComparisonAsync(setup, compareTo, subjects, cancellation);
        }

        using var indexed = request.Index is { } index ? OpenIndex(() => new IndexedVersions(index, setup.Options)) : null;
        using var files = request.Index is { } sameIndex ? OpenIndex(() => new IndexedFiles(sameIndex)) : null;
        setup = indexed is null ? setup : setup with { Options = setup.Options with { Earlier = new ToldEarlierVersions(indexed, host), KnownFiles = files } };
        var tally = tallyOf(setup);
        if (subjects.SomeMissing)
        {
            tally.AddMissingSubject();
        }

        // Completed and disposed after the progress bar is gone: results for the same terminal follow it.
        using var outputs = ReportOutputs.Open(request, subjects.Packages.Count, host, setup.FailOn);
        var done = 0;
        try
        {
            await ScanAsync(setup, request, subjects, host, outcome =>
            {
                using var stage = (request.Stages?.OfThread).Measure(Stage.Write);
                tally.Add(outcome);
                outputs.Add(outcome);
                done++;
            }, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            host.Say(EndedRun.Describe("scanned", done, subjects.Packages.Count, request.Outputs));
            return ExitCode.Cancelled;
        }

        Complete(outputs);
        return tally.ExitCode;
    }

    private void Complete(ReportOutputs outputs)
    {
        using var stage = (request.Stages?.OfThread).Measure(Stage.Write);
        outputs.Complete();
    }

    private static T OpenIndex<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (IndexException exception)
        {
            throw new CommandFailedException(ExitCode.Usage, exception.Message);
        }
    }

    private async Task<ScanSetup> PrepareComparisonAsync(ScanSetup setup, string compareTo, SubjectList subjects, CancellationToken cancellation) =>
        subjects.Packages.Count > 1 && compareTo != EarlierVersions.Previous
            ? throw new CommandFailedException(ExitCode.Usage, $"--compare-to {compareTo}: there are {subjects.Packages.Count} packages; --compare-to {EarlierVersions.Previous} compares each with the version before it")
            : setup with { Options = setup.Options with { PublicMembers = true, Earlier = await EarlierVersions.PrepareAsync(compareTo, request, setup.Options with { PublicMembers = true }, host, cancellation) } };

    /// <summary>Scans packages, with a progress bar where somebody looks, and hands their outcomes on in order.</summary>
    public static Task ScanAsync(ScanSetup setup, ScanRequest request, SubjectList subjects, Host host, Action<ScanOutcome> take, CancellationToken cancellation)
    {
        var scan = Prepare(setup, host);
        return ScanProgress.RunAsync(request, subjects.Packages.Count, host, async finished =>
        {
            await foreach (var outcome in new ScanQueue(scan, request.Parallel, setup.Options.Limits, request.Stages).RunAsync(subjects.Packages, cancellation))
            {
                take(outcome);
                finished(outcome.Location.DisplayName);
            }
        });
    }

    private static ScanPackage Prepare(ScanSetup setup, Host host)
    {
        using var stage = (setup.Options.Stages?.OfThread).Measure(Stage.RulesReady);
        return host.Engine.CreateScanner(setup.Options);
    }
}
