namespace Assay.Cli;

/// <summary>One run of <c>assay verify</c>: settings, subjects, their signatures, exit code, in this order.</summary>
internal sealed class VerifyRun(ScanRequest request, Host host)
{
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        ReportOutputs.Check(request.Outputs);
        var setup = ScanSetup.Prepare(request, host);
        SubjectList subjects;
        try
        {
            subjects = await SubjectList.ResolveAsync(request, host, cancellation);
        }
        catch (NothingResolvedException nothing)
        {
            return nothing.ExitCode;
        }

        var tally = new SignatureTally();
        if (subjects.SomeMissing)
        {
            tally.AddMissingSubject();
        }

        using var outputs = ReportOutputs.Open(request, subjects.Packages.Count, host);
        await ScanRun.ScanAsync(setup, request, subjects, host, outcome =>
        {
            tally.Add(outcome);
            outputs.Add(outcome);
        }, cancellation);
        outputs.Complete();
        return tally.ExitCode;
    }
}
