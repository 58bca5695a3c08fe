using Assay.Reports;

namespace Assay.Cli;

/// <summary>Keeps what the exit code of <c>assay verify</c> depends on.</summary>
internal sealed class SignatureTally : ITally
{
    private readonly HashSet<SignatureOutcome> _outcomes = [];
    private bool _incomplete;
    private bool _crashed;

    /// <inheritdoc/>
    public void Add(ScanOutcome outcome)
    {
        _crashed |= outcome.Failure is not null;
        _incomplete |= outcome.Unreadable is not null;
        if (outcome.Report is { } report)
        {
            _outcomes.Add(SignatureReport.Of(report).Outcome);
        }
    }

    /// <inheritdoc/>
    public void AddMissingSubject() => _incomplete = true;

    /// <summary>The code of the whole run. A package without signatures beside signed ones is no failure; nothing signed at all is.</summary>
    public int ExitCode =>
        _outcomes.Contains(SignatureOutcome.Broken) || _outcomes.Contains(SignatureOutcome.Doubtful) ? Cli.ExitCode.Failed
        : _crashed ? Cli.ExitCode.InternalError
        : _incomplete || _outcomes.Contains(SignatureOutcome.Unverified) ? Cli.ExitCode.Incomplete
        : _outcomes.Contains(SignatureOutcome.Valid) ? Cli.ExitCode.Success
        : Cli.ExitCode.NothingFound;
}
