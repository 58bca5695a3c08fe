using Assay.Model;
using Assay.Rules;

namespace Assay.Cli;

/// <summary>Keeps what the exit code of <c>assay scan</c> depends on.</summary>
internal sealed class Tally(FailCondition failOn, bool exitZero) : ITally
{
    private bool _failed;
    private bool _incomplete;
    private bool _crashed;

    /// <inheritdoc/>
    public void Add(ScanOutcome outcome)
    {
        AddReading(outcome);
        _failed |= outcome.Report is { } report && failOn.Holds(report);
    }

    /// <summary>Counts what could not be read, whatever was found in the rest.</summary>
    public void AddReading(ScanOutcome outcome)
    {
        _crashed |= outcome.Failure is not null;
        _incomplete |= outcome.Unreadable is not null || (outcome.Report is { } report && FailCondition.VerdictOf(report) == VerdictStatus.Unknown);
    }

    /// <inheritdoc/>
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
