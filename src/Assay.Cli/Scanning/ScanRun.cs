namespace Assay.Cli;

/// <summary>One run of <c>assay scan</c>: subjects, rules, packages, reports, exit code, in this order.</summary>
internal sealed class ScanRun(ScanRequest request, Host host)
{
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        ReportOutputs.Check(request.Outputs);
        SubjectList subjects;
        try
        {
            subjects = await SubjectList.ResolveAsync(request, host, cancellation);
        }
        catch (NothingResolvedException nothing)
        {
            return nothing.ExitCode;
        }

        var tally = new Tally(request.FailOn, request.ExitZero);
        if (subjects.SomeMissing)
        {
            tally.AddMissingSubject();
        }

        var community = request.NoCommunity ? null : CommunitySource.Load(host, request.Community);
        var scan = host.Engine.CreateScanner(RuleSource.Load(host, request.Rules), community, IdentitySource.Load(host, request.Popular, request.Advisories));

        // Completed and disposed after the progress bar is gone: results for the same terminal follow it.
        using var outputs = ReportOutputs.Open(request, subjects.Packages.Count, host);
        await ScanProgress.RunAsync(request, subjects.Packages.Count, host, async finished =>
        {
            await foreach (var outcome in new ScanQueue(scan, request.Parallel).RunAsync(subjects.Packages, cancellation))
            {
                tally.Add(outcome);
                outputs.Add(outcome);
                finished(outcome.Location.DisplayName);
            }
        });
        outputs.Complete();
        return tally.ExitCode;
    }
}
