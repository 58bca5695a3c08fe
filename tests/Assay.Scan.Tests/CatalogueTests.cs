using System.Globalization;
using System.Text;
using Assay.Model;
using Assay.TestInputs;
using YamlDotNet.RepresentationModel;

namespace Assay.Scan.Tests;

/// <summary>docs/catalogue.md accounts for every row of the lists that rules are compared with; it is made again with ASSAY_UPDATE_GOLDEN=1.</summary>
public sealed class CatalogueTests
{
    private static readonly YamlMappingNode Data = Read();
    private static readonly RulePack Pack = EmbeddedRules.Load();

    [Fact]
    public void Every_behavior_of_the_catalogue_is_implemented_merged_or_dropped() =>
        Assert.Empty(Faults(Ids("behaviors"), Implemented(Pack.Behaviors, rule => rule.Catalogue), Decisions("behaviors")));

    [Fact]
    public void Every_issue_of_the_listed_families_is_implemented_merged_or_dropped() =>
        Assert.Empty(Faults(Ids("issues"), Implemented(Pack.Policies, rule => rule.Aka), Decisions("issues")));

    [Fact]
    public void Rules_name_only_rows_that_the_catalogue_has()
    {
        var rows = Ids("behaviors").ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(rows);
        Assert.Subset(rows, Implemented(Pack.Behaviors, rule => rule.Catalogue).Keys.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_of_the_catalogue_is_what_rules_and_decisions_say()
    {
        var page = Write();
        var path = Path.Combine(Checkout.Root, "docs", "catalogue.md");
        if (Environment.GetEnvironmentVariable("ASSAY_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.Equal(page, File.ReadAllText(path));
    }

    private static List<string> Faults(List<string> rows, SortedDictionary<string, List<Rule>> implemented, SortedDictionary<string, Decision> decisions)
    {
        var faults = new List<string>();
        var known = Pack.Behaviors.Concat<Rule>(Pack.Policies).Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        faults.AddRange(rows.Where(id => !implemented.ContainsKey(id) && !decisions.ContainsKey(id)).Select(id => $"{id}: no rule and no decision"));
        faults.AddRange(rows.Where(id => implemented.ContainsKey(id) && decisions.ContainsKey(id)).Select(id => $"{id}: a rule names it, so that rules/catalogue.yml must not"));
        faults.AddRange(decisions.Keys.Except(rows).Select(id => $"{id}: no such row"));
        foreach (var (id, decision) in decisions)
        {
            if (decision.Kind is not ("merged" or "dropped" or "needs") || decision.Reason.Length < 20)
            {
                faults.Add($"{id}: the decision is merged, dropped or needs, with a reason");
            }

            if ((decision.Kind == "merged") != (decision.Into is not null) || (decision.Into is { } into && !known.Contains(into)))
            {
                faults.Add($"{id}: what is merged names the rule that stands for it");
            }
        }

        return faults;
    }

    private static string Write()
    {
        var page = new StringBuilder();
        page.Append("# What the rules cover\n\nWritten from the keys `catalogue` and `aka` of the rules and from `rules/catalogue.yml`. Ids are those of the lists that the rules are compared with; all sentences are our own.\n");
        Section(page, "Behaviors", Ids("behaviors"), Implemented(Pack.Behaviors, rule => rule.Catalogue), Decisions("behaviors"));
        Section(page, "Issues", Ids("issues"), Implemented(Pack.Policies, rule => rule.Aka), Decisions("issues"));
        return page.ToString();
    }

    private static void Section(StringBuilder page, string title, List<string> rows, SortedDictionary<string, List<Rule>> implemented, SortedDictionary<string, Decision> decisions)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n{rows.Count} rows: {rows.Count(implemented.ContainsKey)} implemented");
        foreach (var kind in decisions.Values.GroupBy(decision => decision.Kind, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $", {kind.Count()} {(kind.Key == "needs" ? "in need of more than a package holds or is read for" : kind.Key)}");
        }

        page.Append(".\n\n| row | decision | rules, or reason |\n| --- | --- | --- |\n");
        foreach (var id in rows)
        {
            if (implemented.TryGetValue(id, out var rules))
            {
                page.Append(CultureInfo.InvariantCulture, $"| {id} | implemented | {string.Join("<br>", rules.Select(rule => $"`{rule.Id}`: {rule.Title}{(rule.Stage == RuleStage.Draft ? " (draft)" : "")}"))} |\n");
            }
            else if (decisions.TryGetValue(id, out var decision))
            {
                page.Append(CultureInfo.InvariantCulture, $"| {id} | {decision.Kind} | {(decision.Into is null ? "" : $"`{decision.Into}`: ")}{decision.Reason} |\n");
            }
        }
    }

    private static SortedDictionary<string, List<Rule>> Implemented<T>(IEnumerable<T> rules, Func<T, IReadOnlyList<string>> ids)
        where T : Rule
    {
        var result = new SortedDictionary<string, List<Rule>>(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            foreach (var id in ids(rule))
            {
                if (!result.TryGetValue(id, out var list))
                {
                    result[id] = list = [];
                }

                list.Add(rule);
            }
        }

        return result;
    }

    // AB1001-AB1003 => AB1001, AB1002, AB1003
    private static List<string> Ids(string list)
    {
        var ids = new List<string>();
        foreach (var range in (YamlSequenceNode)((YamlMappingNode)Data["rows"])[list])
        {
            var ends = range.ToString().Split('-');
            var digits = ends[0].AsSpan().IndexOfAnyInRange('0', '9');
            var last = int.Parse(ends[^1].AsSpan(digits), CultureInfo.InvariantCulture);
            for (var number = int.Parse(ends[0].AsSpan(digits), CultureInfo.InvariantCulture); number <= last; number++)
            {
                ids.Add(string.Create(CultureInfo.InvariantCulture, $"{ends[0].AsSpan(0, digits)}{number}"));
            }
        }

        return ids;
    }

    private static SortedDictionary<string, Decision> Decisions(string list)
    {
        var result = new SortedDictionary<string, Decision>(StringComparer.Ordinal);
        foreach (var (id, node) in ((YamlMappingNode)Data[list]).Children)
        {
            var decision = (YamlMappingNode)node;
            result.Add(id.ToString(), new Decision(decision["decision"].ToString(), decision["reason"].ToString(), decision.Children.TryGetValue("into", out var into) ? into.ToString() : null));
        }

        return result;
    }

    private static YamlMappingNode Read()
    {
        using var reader = new StreamReader(Path.Combine(Checkout.Root, "rules", "catalogue.yml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private sealed record Decision(string Kind, string Reason, string? Into);
}
