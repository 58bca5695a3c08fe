using Assay.Model;
using Assay.Packages;
using Assay.Reports;
using Assay.Rules;

namespace Assay.Cli;

/// <summary>One run of <c>assay baseline create</c>: the issues of the subjects become a file.</summary>
internal sealed class BaselineRun(ScanRequest request, string output, Host host)
{
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var setup = ScanSetup.Prepare(request, host);
        SubjectList subjects;
        try
        {
            subjects = await SubjectList.ResolveAsync(request, setup.Options.Limits, host, cancellation);
        }
        catch (NothingResolvedException nothing)
        {
            return nothing.ExitCode;
        }

        using var file = Open();
        using var messages = new MessageOutput(host);
        var tally = new Tally(new FailCondition(), exitZero: false);
        var reports = new List<PackageReport>();
        var done = 0;
        try
        {
            await ScanRun.ScanAsync(setup, request, subjects, host, Take, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            host.Say(EndedRun.Describe("scanned", done, subjects.Packages.Count, [new OutputRequest("baseline", output)]));
            return ExitCode.Cancelled;
        }

        void Take(ScanOutcome outcome)
        {
            done++;
            tally.AddReading(outcome);
            messages.Add(outcome);
            if (outcome.Report is { } report)
            {
                // Evidence is no part of a baseline, and a thousand reports of it are much.
                reports.Add(report with { Behaviors = [], Files = [], Issues = [.. report.Issues.Select(issue => issue with { Evidence = [] })] });
            }
        }

        if (subjects.SomeMissing)
        {
            tally.AddMissingSubject();
        }

        var issues = BaselineFile.Write(reports, file.Content);
        file.Commit();
        if (!request.Quiet)
        {
            host.Say($"{TerminalText.Encode(output)}: {issues:N0} {(issues == 1 ? "issue" : "issues")} of {reports.Count:N0} {(reports.Count == 1 ? "package" : "packages")}");
        }

        return tally.ExitCode;
    }

    private AtomicFile Open()
    {
        try
        {
            return new AtomicFile(output);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{output} cannot be written: {exception.Message}");
        }
    }
}
