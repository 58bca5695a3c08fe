using Assay.Community.Index;
using Assay.Model;
using Assay.Rules;
using Assay.Scan;

namespace Assay.Community.Building;

/// <summary>What re-judging did.</summary>
/// <param name="Rules">Rules whose condition changed, that are new, or that are gone.</param>
/// <param name="Looked">Versions whose facts were looked at.</param>
/// <param name="Changed">Versions whose findings are others now.</param>
/// <param name="Missed">Versions whose facts were read by another extractor, or cannot be read: they keep their findings until they are read again.</param>
public sealed record RejudgeResult(int Rules, int Looked, int Changed, int Missed)
{
    /// <summary>No rule has changed.</summary>
    public static RejudgeResult None { get; } = new(0, 0, 0, 0);
}

/// <summary>Brings the findings of an index to the rules of a pack, from stored facts: of the rules that changed, in the versions that they can hold for.</summary>
/// <remarks>
/// Findings are committed page by page, and what they are judged by only at the end: ended at any moment it is done again, with the same result.
/// The setting <see cref="Unfinished"/> stands meanwhile: counts would mix two packs.
/// </remarks>
internal sealed class Rejudging(IndexDatabase database, IndexWriter writer, CommunityBuildOptions options, Scanner scanner)
{
    /// <summary>The setting that stands while findings are of two packs.</summary>
    public const string Unfinished = "rejudging";

    private const int PageSize = 512;
    private const int InHand = 16;

    private readonly RuleTable _numbers = RuleTable.Load(database);
    private int _looked;
    private int _changed;
    private int _missed;

    /// <summary>Judges anew what has to be; the rules of the pack must be registered.</summary>
    public RejudgeResult Run(IProgress<CommunityProgress>? progress, CancellationToken cancellation)
    {
        var (changed, gone) = ChangesOf(JudgedRules.Read(database));
        if (changed.Count + gone.Count == 0)
        {
            return RejudgeResult.None;
        }

        if ((long)database.Scalar("SELECT EXISTS (SELECT 1 FROM finding)")! != 0)
        {
            writer.Begin();
            database.Set(Unfinished, options.Rules.Sha256);
            writer.Commit();
            JudgeAll(changed, gone, progress, cancellation);
        }

        writer.Begin();
        JudgedRules.Write(database, _numbers, options.Rules);
        database.Execute("DELETE FROM setting WHERE name = $name", ("$name", Unfinished));
        writer.MarkChanged();
        writer.Commit();
        return new RejudgeResult(changed.Count + gone.Count, _looked, _changed, _missed);
    }

    private (List<Rule> Changed, List<int> Gone) ChangesOf(Dictionary<int, string> judged)
    {
        // After an interruption some findings are of another pack than of the one that is written down: every rule is judged again.
        var mixed = database.Setting(Unfinished) is not null;
        Rule[] rules = [.. options.Rules.Behaviors, .. options.Rules.Policies];
        var numbers = rules.Select(rule => _numbers.NumberOf(rule.Id)).ToHashSet();
        return ([.. rules.Where(rule => mixed || judged.GetValueOrDefault(_numbers.NumberOf(rule.Id)) != rule.ConditionHash)], [.. judged.Keys.Where(number => !numbers.Contains(number))]);
    }

    private void JudgeAll(List<Rule> changed, List<int> gone, IProgress<CommunityProgress>? progress, CancellationToken cancellation)
    {
        var terms = new RuleTerms(options.Rules);
        var matcher = new RuleMatcher(terms.Only(changed.Select(rule => rule.Id)));
        var touched = changed.Select(rule => _numbers.NumberOf(rule.Id)).Concat(gone).ToHashSet();
        var weighty = changed.OfType<PolicyRule>().Where(rule => rule.Assessment is AssessmentKind.Malware or AssessmentKind.Tampering).Select(rule => _numbers.NumberOf(rule.Id)).Concat(gone).ToHashSet();
        var candidates = new TermIndex(database).Find([.. changed.Select(terms.Of)]).SelectMany(versions => versions).ToHashSet();
        using var stored = new StoredPackages(database, scanner.Extractor);
        using var update = new Statement(database, "UPDATE finding SET verdict = $2, rules = $3 WHERE version = $1");
        var done = 0;
        for (var last = 0L; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = Page(last);
            if (page.Count == 0)
            {
                return;
            }

            last = page[^1].Version;
            writer.Begin();
            foreach (var chunk in page.Where(finding => candidates.Contains(finding.Version) || finding.Rules.Exists(touched.Contains)).Chunk(InHand))
            {
                foreach (var (finding, result) in Judge(chunk, candidates, stored, matcher, touched, weighty, cancellation))
                {
                    if (result is { } judged && (judged.Verdict != finding.Verdict || !judged.Rules.SequenceEqual(finding.Rules)))
                    {
                        update.Run(finding.Version, (int)judged.Verdict, RuleList.Write(judged.Rules));
                        writer.MarkChanged();
                        _changed++;
                    }
                }

                done += chunk.Length;
                progress?.Report(new CommunityProgress(done, Math.Max(done, candidates.Count), "judging anew"));
            }

            writer.Commit();
        }
    }

    // The database is asked by one thread; what it gave is unpacked and judged by several.
    private List<(Finding Finding, Judged? Result)> Judge(Finding[] findings, HashSet<long> candidates, StoredPackages stored, RuleMatcher matcher, HashSet<int> touched, HashSet<int> weighty, CancellationToken cancellation)
    {
        // A verdict is asked for anew where a rule that decides it may be gone.
        var needed = Array.ConvertAll(findings, finding => candidates.Contains(finding.Version) || finding.Rules.Exists(weighty.Contains));
        var packages = findings.Zip(needed, (finding, isNeeded) => isNeeded ? stored.Fetch(finding.Version) : null).ToArray();
        var results = new Judged?[findings.Length];
        Parallel.For(0, findings.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellation }, i =>
            results[i] = needed[i] ? Judge(findings[i], packages[i], matcher, touched, weighty) : new Judged(findings[i].Verdict, Untouched(findings[i], touched)));
        _looked += packages.Count(package => package is not null);
        _missed += results.Count(result => result is null);
        return [.. findings.Zip(results)];
    }

    private Judged? Judge(Finding finding, StoredPackage? package, RuleMatcher matcher, HashSet<int> touched, HashSet<int> weighty)
    {
        if (package is null || Facts(package) is not { } facts)
        {
            return null;
        }

        var matches = matcher.Match(facts);
        if (matches.Exhausted)
        {
            return null;
        }

        int[] now = [.. matches.Behaviors.Concat(matches.Policies).Select(match => _numbers.NumberOf(match.Rule.Id)).Where(touched.Contains)];
        var verdict = now.Any(weighty.Contains) || finding.Rules.Exists(weighty.Contains) ? scanner.Judge(facts).Verdict.Status : finding.Verdict;
        return new Judged(verdict, [.. Untouched(finding, touched).Concat(now).Order()]);
    }

    private static int[] Untouched(Finding finding, HashSet<int> touched) => [.. finding.Rules.Where(rule => !touched.Contains(rule))];

    private PackageFacts? Facts(StoredPackage package)
    {
        try
        {
            return scanner.Complete(package.Unpack());
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private List<Finding> Page(long after)
    {
        var page = new List<Finding>();
        using var command = database.Prepare("SELECT version, verdict, rules FROM finding WHERE version > $after ORDER BY version LIMIT $size", ("$after", after), ("$size", PageSize));
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var rules = new List<int>();
            RuleList.Read(rows.GetFieldValue<byte[]>(2), rules);
            page.Add(new Finding(rows.GetInt64(0), (VerdictStatus)rows.GetInt32(1), rules));
        }

        return page;
    }

    private sealed record Finding(long Version, VerdictStatus Verdict, List<int> Rules);

    private sealed record Judged(VerdictStatus Verdict, int[] Rules);
}
