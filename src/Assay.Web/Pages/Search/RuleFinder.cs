using Assay.Model;
using Assay.Rules;
using Assay.Web.Reports;

namespace Assay.Web.Pages.Search;

/// <summary>The rules that are shown, by their names.</summary>
internal sealed class RuleFinder
{
    private readonly Dictionary<string, Rule> _rules;
    private readonly Dictionary<string, string> _former = new(StringComparer.OrdinalIgnoreCase);

    public RuleFinder(Judging judging)
        : this(judging.Rules)
    {
    }

    public RuleFinder(RulePack pack)
    {
        Pack = pack;
        All = [.. Pack.Behaviors.Concat<Rule>(Pack.Policies).Where(rule => rule.Stage == RuleStage.Stable)];
        _rules = All.ToDictionary(rule => rule.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var rule in All)
        {
            foreach (var name in rule.Was)
            {
                _former.TryAdd(name, rule.Id);
            }
        }

        Categories = [.. All.Select(rule => rule.Category).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The pack, drafts included.</summary>
    public RulePack Pack { get; }

    /// <summary>Behaviors, then policies, each by id.</summary>
    public IReadOnlyList<Rule> All { get; }

    /// <summary>Categories, by name.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>Finds a rule by its id in any case; null when there is none or it is a draft.</summary>
    public Rule? Find(string id) => _rules.GetValueOrDefault(id);

    /// <summary>Finds the id of the rule that was once called so; null when none was.</summary>
    public string? Renamed(string id) => _former.GetValueOrDefault(id);

    /// <summary>Ids that may be meant.</summary>
    public IReadOnlyList<string> Near(string id) => Suggestion.Closest(id, _rules.Keys);
}
