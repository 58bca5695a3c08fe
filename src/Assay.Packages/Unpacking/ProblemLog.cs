using Assay.Model;

namespace Assay.Packages.Unpacking;

/// <summary>Collects problems of all artifacts up to limits that are reported themselves.</summary>
internal sealed class ProblemLog(int limit, int limitPerKind)
{
    private readonly List<Problem> _problems = [];
    private readonly Dictionary<(string Artifact, ProblemId Id), int> _counts = [];

    public IReadOnlyList<Problem> Problems => _problems;

    public ProblemReporter For(string artifact) => new(this, artifact);

    public void Add(ProblemId id, string artifact, string? location, string text)
    {
        if (_problems.Count >= limit)
        {
            if (_problems.Count == limit)
            {
                _problems.Add(new Problem(ProblemId.LimitFindings, artifact, null, $"More than {limit} problems: the rest is not listed."));
            }

            return;
        }

        var count = _counts[(artifact, id)] = _counts.GetValueOrDefault((artifact, id)) + 1;
        if (count <= limitPerKind)
        {
            _problems.Add(new Problem(id, artifact, location, text));
        }
        else if (count == limitPerKind + 1)
        {
            // The id stays, so that its effect does: an incomplete reading is not hidden by the noise before it.
            _problems.Add(new Problem(id, artifact, null, $"More than {limitPerKind} problems of this kind: the rest is not listed."));
        }
    }
}

/// <summary>Reports the problems of one artifact.</summary>
internal sealed class ProblemReporter(ProblemLog log, string artifact)
{
    public void Add(ProblemId id, string? location, string text) => log.Add(id, artifact, location, text);
}
