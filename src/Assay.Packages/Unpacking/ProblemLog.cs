using Assay.Model;

namespace Assay.Packages.Unpacking;

/// <summary>Collects problems of all artifacts up to limits that are reported themselves.</summary>
internal sealed class ProblemLog(int limit, int limitPerKind)
{
    private readonly List<Problem> _problems = [];
    private readonly Dictionary<(string Artifact, ProblemId Id), int> _counts = [];

    public IReadOnlyList<Problem> Problems => _problems;

    public ProblemReporter For(string artifact) => new(this, artifact);

    public void Add(ProblemId id, string artifact, string? location, string text, LimitValue? reached = null)
    {
        if (_problems.Count >= limit)
        {
            if (_problems.Count == limit)
            {
                _problems.Add(new Problem(ProblemId.LimitFindings, artifact, null, $"More than {limit} problems: the rest is not listed.") { Reached = new LimitValue(Limit.Problems, limit) });
            }

            return;
        }

        var count = _counts[(artifact, id)] = _counts.GetValueOrDefault((artifact, id)) + 1;
        if (count <= limitPerKind)
        {
            _problems.Add(new Problem(id, artifact, location, text) { Reached = reached });
        }
        else if (count == limitPerKind + 1)
        {
            // The id stays, so that its effect does: an incomplete reading is not hidden by the noise before it.
            _problems.Add(new Problem(id, artifact, null, $"More than {limitPerKind} problems of this kind: the rest is not listed.") { Reached = new LimitValue(Limit.ProblemsPerKind, limitPerKind) });
        }
    }
}

/// <summary>Reports the problems of one artifact.</summary>
internal sealed class ProblemReporter(ProblemLog log, string artifact)
{
    public void Add(ProblemId id, string? location, string text, LimitValue? reached = null) => log.Add(id, artifact, location, text, reached);

    /// <summary>Reports that a limit was reached, by the problem that belongs to it.</summary>
    public void AddLimit(Limit limit, long value, string? location, string text) =>
        log.Add(LimitTable.Of(limit).Problem ?? ProblemId.LimitFindings, artifact, location, text, new LimitValue(limit, value));
}
