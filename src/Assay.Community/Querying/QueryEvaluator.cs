using System.Globalization;
using System.IO.Enumeration;
using Assay.Community.Index;
using Assay.Model;
using Assay.Rules;

namespace Assay.Community.Querying;

/// <summary>Finds the packages that a query means, by combining sets.</summary>
internal sealed class QueryEvaluator(IQuerySource source, RulePack pack, QueryOptions options)
{
    private static readonly string[] Verdicts = ["pass", "review", "unknown", "fail"];
    private static readonly string[] Risks = ["benign", "notable", "suspicious", "malicious-only"];

    private readonly Dictionary<string, Rule> _rules = pack.Behaviors.Concat<Rule>(pack.Policies).ToDictionary(rule => rule.Id, StringComparer.Ordinal);
    private int _comparedNames;
    private int _sets;

    private readonly SortedSet<string> _changed = new(StringComparer.Ordinal);

    /// <summary>Rules of the query whose condition is another one today.</summary>
    public IReadOnlyCollection<string> Changed => _changed;

    public PackageSet Evaluate(QueryNode query) => Find(query).And(source.Members);

    private PackageSet Find(QueryNode query) => query switch
    {
        AllOf all => all.Parts.Select(Find).Aggregate((left, right) => left.And(right)),
        AnyOf any => any.Parts.Select(Find).Aggregate((left, right) => left.Or(right)),
        NotThis not => Find(not.Part).Complement(),
        QueryTerm term => FindTerm(term),
        _ => throw new InvalidOperationException(),
    };

    private PackageSet FindTerm(QueryTerm term) => term.Field switch
    {
        "behavior" => WithRules(term, Matching(term, rule => rule is BehaviorRule)),
        "issue" => WithRules(term, Matching(term, rule => rule is PolicyRule)),
        "rule" => WithRules(term, Matching(term, _ => true)),
        "category" => source.Category(term.Value) ?? WithRules(term, OfCategory(term)),
        "risk" => Risk(term),
        "tier" => Tier(term),
        "rank" => Rank(term),
        "verdict" => Verdicts.Contains(term.Value, StringComparer.Ordinal) ? Named(SetNames.Verdict, term) : throw Unknown(term, "verdict", Verdicts),
        "tag" => Named(SetNames.Tag, term),
        "depends-on" => Named(SetNames.DependsOn, term),
        "id" => WithId(term, term.Value),
        QueryFields.Word => WithId(term, $"*{term.Value.Trim('*')}*"),
        "first-seen" => FirstSeen(term),
        _ => Listed(term),
    };

    private string[] Matching(QueryTerm term, Func<Rule, bool> isOfKind)
    {
        string[] known = [.. source.Rules.Keys.Where(rule => !_rules.TryGetValue(rule, out var current) || isOfKind(current))];
        var pattern = term.Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("?", "\\?", StringComparison.Ordinal);
        string[] matching = [.. known.Where(rule => FileSystemName.MatchesSimpleExpression(pattern, rule, ignoreCase: false))];
        return matching.Length > 0 ? matching : throw Unknown(term, term.Field, known);
    }

    private IEnumerable<string> OfCategory(QueryTerm term)
    {
        string[] categories = [.. _rules.Values.Select(rule => rule.Category).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return categories.Contains(term.Value, StringComparer.Ordinal)
            ? _rules.Values.Where(rule => rule.Category == term.Value).Select(rule => rule.Id).Where(source.Rules.ContainsKey)
            : throw Unknown(term, "category", categories);
    }

    private PackageSet Risk(QueryTerm term)
    {
        var risk = Array.IndexOf(Risks, term.Value) is >= 0 and var known ? known : throw Unknown(term, "risk", Risks);
        var set = new PackageSet(source.Capacity);
        for (var each = 0; each < Risks.Length; each++)
        {
            if (Holds(term.Comparison, each, risk, risk))
            {
                set.AddAll(source.Risk((Risk)each) ?? WithRules(term, pack.Behaviors.Where(rule => (int)rule.Risk == each).Select(rule => rule.Id).Where(source.Rules.ContainsKey)));
            }
        }

        return set;
    }

    private PackageSet WithId(QueryTerm term, string pattern)
    {
        if (pattern.Contains('*', StringComparison.Ordinal) && ++_comparedNames > options.MostComparedNames)
        {
            throw new QueryException($"A query has at most {options.MostComparedNames} words and patterns for ids.", term.Position);
        }

        return source.WithId(pattern);
    }

    private PackageSet WithRules(QueryTerm term, IEnumerable<string> rules)
    {
        var set = new PackageSet(source.Capacity);
        foreach (var rule in rules)
        {
            if (_rules.GetValueOrDefault(rule)?.ConditionHash != source.Rules[rule] && term.Field is "behavior" or "issue" or "rule")
            {
                _changed.Add(rule);
            }

            if (++_sets > options.MostSets)
            {
                throw new QueryException($"The query asks for more than {options.MostSets:N0} findings: name fewer rules.", term.Position);
            }

            if (source.Set(SetNames.Rule + rule) is { } packages)
            {
                set.AddAll(packages);
            }
        }

        return set;
    }

    private PackageSet Tier(QueryTerm term)
    {
        var tier = Tiers.All.FirstOrDefault(known => known.Name == term.Value);
        return tier.Name is null ? throw Unknown(term, "tier", [.. Tiers.All.Select(known => known.Name)])
            : source.Ranking.Count < tier.Size ? throw new QueryException($"There is no {term.Value}: {source.Ranking.Count:N0} packages have a rank.", term.ValuePosition)
            : Ranked(0, tier.Size);
    }

    private PackageSet Rank(QueryTerm term)
    {
        if (!int.TryParse(term.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var rank) || rank < 1)
        {
            throw new QueryException($"'{term.Value}' is no rank: write a number from 1.", term.ValuePosition);
        }

        return term.Comparison switch
        {
            QueryComparison.Less => Ranked(0, rank - 1),
            QueryComparison.AtMost => Ranked(0, rank),
            QueryComparison.AtLeast => Ranked(rank - 1, source.Ranking.Count),
            QueryComparison.More => Ranked(rank, source.Ranking.Count),
            _ => Ranked(rank - 1, rank),
        };
    }

    private PackageSet Ranked(int from, int to)
    {
        to = Math.Min(to, source.Ranking.Count);
        if (source.Ranking is int[] ranking)
        {
            return PackageSet.Of(source.Capacity, from < to ? ranking.AsSpan(from, to - from) : []);
        }

        var set = new PackageSet(source.Capacity);
        for (var place = from; place < to; place++)
        {
            set.Add(source.Ranking[place]);
        }

        return set;
    }

    private PackageSet Named(string prefix, QueryTerm term) =>
        source.Set(prefix + term.Value)
        ?? (source.WhyMissing(prefix + term.Value) is { } reason ? throw new QueryException($"Packages with {term.Field} '{term.Value}' are not known: {reason}.", term.ValuePosition) : new PackageSet(source.Capacity));

    private PackageSet FirstSeen(QueryTerm term)
    {
        if (QueryPeriod.Parse(term.Value) is not var (first, last))
        {
            throw new QueryException($"'{term.Value}' is no day, month or year: write yyyy-MM-dd, yyyy-MM or yyyy.", term.ValuePosition);
        }

        if (source.FirstSeen is not { } days)
        {
            throw new QueryException("A snapshot does not say when packages were first seen: ask an index.", term.Position);
        }

        var set = new PackageSet(source.Capacity);
        for (var package = 0; package < days.Count; package++)
        {
            if (Holds(term.Comparison, days[package], first, last))
            {
                set.Add(package);
            }
        }

        return set;
    }

    private PackageSet Listed(QueryTerm term)
    {
        if (term.Value is not ("yes" or "no"))
        {
            throw Unknown(term, "listed", ["yes", "no"]);
        }

        var listed = source.Listed ?? throw new QueryException("A snapshot of all packages does not say which of them are listed.", term.Position);
        return term.Value == "yes" ? listed : listed.Complement();
    }

    // A value is a period: what is more lies behind its end.
    private static bool Holds(QueryComparison comparison, int value, int first, int last) => comparison switch
    {
        QueryComparison.Less => value < first,
        QueryComparison.AtMost => value <= last,
        QueryComparison.AtLeast => value >= first,
        QueryComparison.More => value > last,
        _ => value >= first && value <= last,
    };

    private static QueryException Unknown(QueryTerm term, string what, string[] known) => new(
        $"There is no {what} '{term.Value}'{(Suggestion.Ask(term.Value, known) is { Length: > 0 } question ? question : known.Length <= 40 ? $"; there are {string.Join(", ", known)}." : ".")}", term.ValuePosition);
}
