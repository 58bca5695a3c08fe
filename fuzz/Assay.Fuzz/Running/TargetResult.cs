namespace Assay.Fuzz.Running;

/// <summary>What came out of the runs of a target. Thread-safe.</summary>
internal sealed class TargetResult(string target)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Finding> _findings = new(StringComparer.Ordinal);
    private long _completed;
    private double _seconds;
    private WorkerReport _last = new(0, 0, 0, 0, 0, null);

    public string Target { get; } = target;

    public long Executions { get { lock (_lock) { return _completed + _last.Executions; } } }

    public double Seconds { get { lock (_lock) { return _seconds + _last.Seconds; } } }

    public int Branches { get; private set; }

    public int Features { get; private set; }

    public int Queue { get; private set; }

    /// <summary>Findings, one of each cause.</summary>
    public IReadOnlyList<Finding> Findings { get { lock (_lock) { return [.. _findings.Values.OrderBy(finding => finding.Signature, StringComparer.Ordinal)]; } } }

    public void Add(Finding finding)
    {
        lock (_lock)
        {
            if (!_findings.TryGetValue(finding.Signature, out var known) || finding.Input.Length < known.Input.Length)
            {
                _findings[finding.Signature] = finding;
            }
        }
    }

    public void Progress(WorkerReport report)
    {
        lock (_lock)
        {
            _last = report;
            Branches = Math.Max(Branches, report.Branches);
            Features = Math.Max(Features, report.Features);
            Queue = Math.Max(Queue, report.Queue);
        }
    }

    public void Complete(WorkerReport last, long executions)
    {
        lock (_lock)
        {
            _completed += executions;
            _seconds += last.Seconds;
            _last = new WorkerReport(0, 0, 0, 0, 0, null);
        }
    }
}
