using Assay.Community;
using Assay.Model;

namespace Assay.Bench;

/// <summary>
/// Draws what the rules say of a package: every rule as often as in the sample of real packages, rules of one category together (a package has a liking for a category or none), and
/// more of all in large packages. Rules that no sampled package has get a small share that falls with their number.
/// </summary>
internal sealed class SyntheticRules
{
    private const double LikesCategory = 0.25;

    private readonly double[] _shares;
    private readonly int[] _categories;
    private readonly int _categoryCount;

    public SyntheticRules(RulePack pack, CommunitySnapshot sample, IReadOnlyList<int> numbers)
    {
        Rule[] rules = [.. pack.Behaviors.Concat<Rule>(pack.Policies).OrderBy(rule => rule.Id, StringComparer.Ordinal)];
        Numbers = [.. numbers];
        _shares = new double[rules.Length];
        _categories = new int[rules.Length];
        string[] categories = [.. rules.Select(rule => rule.Category).Distinct(StringComparer.Ordinal)];
        _categoryCount = categories.Length;
        var unseen = 0;
        for (var i = 0; i < rules.Length; i++)
        {
            var count = sample.Rule(rules[i].Id)?.Counts.Community ?? 0;
            _shares[i] = count > 0 ? (double)count / sample.Packages.Count : 0.3 / sample.Packages.Count / (1 + (0.05 * unseen++));
            _categories[i] = Array.IndexOf(categories, rules[i].Category);
        }
    }

    /// <summary>Numbers of the rules in the index, ascending.</summary>
    public int[] Numbers { get; }

    /// <summary>Draws the rules of a package as places in <see cref="Numbers"/>.</summary>
    public List<int> Draw(Random random)
    {
        // Log-normal with mean 1: most packages are small.
        var size = Math.Exp((0.8 * Normal(random)) - 0.32);
        Span<double> likings = stackalloc double[_categoryCount];
        foreach (ref var liking in likings)
        {
            liking = size * (random.NextDouble() < LikesCategory ? 2.5 : 0.5);
        }

        var rules = new List<int>();
        for (var i = 0; i < _shares.Length; i++)
        {
            // Odds instead of shares keep what most packages have below 1.
            var odds = _shares[i] / (1 - _shares[i]) * likings[_categories[i]];
            if (random.NextDouble() < odds / (1 + odds))
            {
                rules.Add(i);
            }
        }

        return rules;
    }

    /// <summary>Changes one rule, as a new version does: drawn by the shares.</summary>
    public void Change(List<int> rules, Random random)
    {
        var rule = random.Next(_shares.Length);
        var place = rules.BinarySearch(rule);
        if (place >= 0)
        {
            rules.RemoveAt(place);
        }
        else if (random.NextDouble() < _shares[rule] * 5)
        {
            rules.Insert(~place, rule);
        }
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
