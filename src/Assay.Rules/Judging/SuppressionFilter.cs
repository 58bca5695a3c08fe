using System.Globalization;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Takes out of a finding what the policy file suppresses.</summary>
internal sealed class SuppressionFilter
{
    private readonly PackageFacts _package;
    private readonly PolicySettings _settings;
    private readonly DateOnly _today;
    private readonly Dictionary<string, List<Suppression>> _byRule = new(StringComparer.Ordinal);

    public SuppressionFilter(PackageFacts package, JudgeOptions options)
    {
        (_package, _settings, _today) = (package, options.Settings, options.Today);
        var (id, version) = (package.Manifest?.Id, package.Manifest?.NormalizedVersion);
        foreach (var suppression in _settings.Suppressions)
        {
            if (suppression.Package.Matches(package.Community, id, version))
            {
                if (!_byRule.TryGetValue(suppression.Rule, out var list))
                {
                    _byRule.Add(suppression.Rule, list = []);
                }

                list.Add(suppression);
            }
        }
    }

    /// <summary>Gives the facts that are left, all of them when nothing is, and what was taken out; null when nothing is said of the rule.</summary>
    /// <param name="rule">The rule that fired.</param>
    /// <param name="hits">Its facts; none for a condition on absence.</param>
    /// <param name="manifest">Path of the manifest, which stands for facts that are absent.</param>
    public (IReadOnlyList<FactHit> Left, SuppressedFinding? Suppressed) Apply(PolicyRule rule, IReadOnlyList<FactHit> hits, string manifest)
    {
        if (_settings.Rules.GetValueOrDefault(rule.Id) is { Off: true } off)
        {
            return (hits, new SuppressedFinding(Complete: true, Math.Max(1, hits.Count), [Source(off)], []));
        }

        if (!_byRule.TryGetValue(rule.Id, out var suppressions))
        {
            return (hits, null);
        }

        var used = new bool[suppressions.Count];
        var paths = new Dictionary<int, bool>();
        List<FactHit> left = [.. hits.Where(hit => !IsTakenOut(hit.File))];
        var places = hits.Count == 0 ? (Covers(suppressions, manifest, used) ? 1 : 0) : hits.Count - left.Count;
        SuppressionSource[] by = [.. Used(expired: false)];
        SuppressionSource[] expired = [.. Used(expired: true)];
        if (by.Length == 0 && expired.Length == 0)
        {
            return (hits, null);
        }

        var complete = places > 0 && left.Count == 0;
        return (complete ? hits : left, new SuppressedFinding(complete, places, by, expired));

        bool IsTakenOut(int file)
        {
            if (!paths.TryGetValue(file, out var covered))
            {
                covered = Covers(suppressions, EvidenceWriter.RelativePath(_package, _package.Files[file].Artifact), used);
                paths.Add(file, covered);
            }

            return covered;
        }

        IEnumerable<SuppressionSource> Used(bool expired) =>
            suppressions.Where((suppression, index) => used[index] && IsExpired(suppression) == expired).Select(Source);
    }

    // One that has expired covers nothing and is said all the same.
    private bool Covers(List<Suppression> suppressions, string path, bool[] used)
    {
        var covered = false;
        for (var i = 0; i < suppressions.Count; i++)
        {
            if (suppressions[i].Path is not { } pattern || PathPattern.Matches(pattern, path))
            {
                used[i] = true;
                covered |= !IsExpired(suppressions[i]);
            }
        }

        return covered;
    }

    private bool IsExpired(Suppression suppression) => suppression.Expires < _today;

    private SuppressionSource Source(Suppression suppression) => new(SuppressionKind.Suppression, File, suppression.Line, suppression.Reason, suppression.Owner,
        suppression.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private SuppressionSource Source(RuleSetting setting) => new(SuppressionKind.Off, File, setting.Line, setting.Reason, null, null);

    private string File => _settings.File?.File ?? "";
}
