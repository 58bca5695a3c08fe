using Assay.Community.Index;
using Assay.Model;

namespace Assay.Web.Pages.Packages;

/// <summary>Which findings differ between two versions, by what the index keeps of them: drafts are left out.</summary>
/// <param name="Before">The earlier one.</param>
/// <param name="After">The later one.</param>
/// <param name="NewBehaviors">Behaviors that the later one has alone, ordinal by id.</param>
/// <param name="GoneBehaviors">Behaviors that the earlier one has alone.</param>
/// <param name="NewIssues">Issues that the later one has alone.</param>
/// <param name="GoneIssues">Issues that the earlier one has alone.</param>
internal sealed record VersionChange(VersionEntry Before, VersionEntry After, IReadOnlyList<Rule> NewBehaviors, IReadOnlyList<Rule> GoneBehaviors, IReadOnlyList<Rule> NewIssues, IReadOnlyList<Rule> GoneIssues)
{
    public bool IsEmpty => NewBehaviors.Count + GoneBehaviors.Count + NewIssues.Count + GoneIssues.Count == 0;

    /// <summary>Compares two versions that were read.</summary>
    public static VersionChange Between(VersionEntry before, VersionEntry after, ShownRules rules)
    {
        var added = rules.Of(after.Rules.Except(before.Rules, StringComparer.Ordinal));
        var gone = rules.Of(before.Rules.Except(after.Rules, StringComparer.Ordinal));
        return new VersionChange(before, after, [.. added.OfType<BehaviorRule>()], [.. gone.OfType<BehaviorRule>()], [.. added.OfType<PolicyRule>()], [.. gone.OfType<PolicyRule>()]);
    }

    /// <summary>Compares a version with the one before it that was read; null for the first one, and for one that was not read.</summary>
    /// <param name="versions">Versions of the package, the highest first.</param>
    /// <param name="version">One of them.</param>
    /// <param name="rules">The rules.</param>
    public static VersionChange? Against(IReadOnlyList<VersionEntry> versions, VersionEntry version, ShownRules rules)
    {
        if (version.State != VersionState.Read)
        {
            return null;
        }

        var before = versions.SkipWhile(entry => entry.Number != version.Number).Skip(1).FirstOrDefault(entry => entry.State == VersionState.Read);
        return before is null ? null : Between(before, version, rules);
    }
}

/// <summary>The rules that pages name: drafts are left out.</summary>
internal sealed class ShownRules(RulePack pack)
{
    private readonly Dictionary<string, Rule> _rules = ((IEnumerable<Rule>)[.. pack.Behaviors, .. pack.Policies]).Where(rule => rule.Stage != RuleStage.Draft).ToDictionary(rule => rule.Id, StringComparer.Ordinal);

    /// <summary>Gives the rules of some ids, ordinal by id; those that this build does not know are left out.</summary>
    public IReadOnlyList<Rule> Of(IEnumerable<string> ids) => [.. ids.Select(_rules.GetValueOrDefault).OfType<Rule>().OrderBy(rule => rule.Id, StringComparer.Ordinal)];
}
