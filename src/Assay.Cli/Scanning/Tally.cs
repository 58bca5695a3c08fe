using Assay.Model;

namespace Assay.Cli;

/// <summary>Keeps what the exit code depends on.</summary>
internal sealed class Tally(FailOn failOn, bool exitZero)
{
    private bool _failed;
    private bool _incomplete;
    private bool _crashed;

    public void Add(ScanOutcome outcome)
    {
        _crashed |= outcome.Failure is not null;
        _incomplete |= outcome.Unreadable is not null || outcome.Report?.Verdict.Status == VerdictStatus.Unknown;
        _failed |= outcome.Report?.Verdict.Status == VerdictStatus.Fail || (failOn == FailOn.Review && outcome.Report?.Verdict.Status == VerdictStatus.Review);
    }

    /// <summary>Counts a subject that gave no package while others did.</summary>
    public void AddMissingSubject() => _incomplete = true;

    /// <summary>The code of the whole run: a failed package outweighs everything, because that is what callers gate on.</summary>
    public int ExitCode => (_failed && !exitZero, _crashed, _incomplete && !exitZero) switch
    {
        (true, _, _) => Cli.ExitCode.Failed,
        (_, true, _) => Cli.ExitCode.InternalError,
        (_, _, true) => Cli.ExitCode.Incomplete,
        _ => Cli.ExitCode.Success,
    };
}
