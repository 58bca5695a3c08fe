using Assay.Model;

namespace Assay.Packages.Unpacking;

/// <summary>Collects problems of all artifacts up to a limit that is reported itself.</summary>
internal sealed class ProblemLog(int limit)
{
    private readonly List<Problem> _problems = [];

    public IReadOnlyList<Problem> Problems => _problems;

    public ProblemReporter For(string artifact) => new(this, artifact);

    public void Add(ProblemId id, string artifact, string? location, string text)
    {
        if (_problems.Count < limit)
        {
            _problems.Add(new Problem(id, artifact, location, text));
        }
        else if (_problems.Count == limit)
        {
            _problems.Add(new Problem(ProblemId.LimitFindings, artifact, null, $"More than {limit} problems: the rest is not listed."));
        }
    }
}

/// <summary>Reports the problems of one artifact.</summary>
internal sealed class ProblemReporter(ProblemLog log, string artifact)
{
    public void Add(ProblemId id, string? location, string text) => log.Add(id, artifact, location, text);
}
