using System.Globalization;
using System.Text;
using Assay.Model;
using Assay.TestInputs;
using YamlDotNet.RepresentationModel;

namespace Assay.Scan.Tests;

/// <summary>docs/policies.md accounts for every issue of the system that the policies are compared with; it is made again with ASSAY_UPDATE_GOLDEN=1.</summary>
public sealed class PolicyTableTests
{
    private static readonly YamlMappingNode Reference = Read("reference.yml");
    private static readonly IReadOnlyList<PolicyRule> Policies = EmbeddedRules.Load().Policies;
    private static readonly ILookup<string, PolicyRule> Mapped = Policies.SelectMany(policy => policy.Aka.Select(id => (id, policy))).ToLookup(pair => pair.id, pair => pair.policy, StringComparer.Ordinal);
    private static readonly List<(string Id, Decision Decision)> Decisions = [.. Listed(Reference, "decisions"), .. Listed(Read("catalogue.yml"), "issues")];

    [Fact]
    public void Every_id_is_mapped_or_listed_and_none_is_both()
    {
        var rows = Rows();
        var listed = Decisions.GroupBy(entry => entry.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

        Assert.Equal(364, rows.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(rows.Where(id => !Mapped.Contains(id) && !listed.ContainsKey(id)).Select(id => $"{id}: no policy names it and no file lists it"));
        Assert.Empty(rows.Where(id => Mapped.Contains(id) && listed.ContainsKey(id)).Select(id => $"{id}: {Mapped[id].First().Id} names it, so that it must not be listed"));
        Assert.Empty(listed.Where(entry => entry.Value > 1).Select(entry => $"{entry.Key}: listed {entry.Value} times"));
        Assert.Empty(listed.Keys.Concat(Mapped.Select(group => group.Key)).Except(rows, StringComparer.Ordinal).Select(id => $"{id}: no such id"));
    }

    [Fact]
    public void Every_decision_leads_to_a_policy_a_step_or_a_reason()
    {
        var policies = Policies.Select(policy => policy.Id).ToHashSet(StringComparer.Ordinal);
        var steps = Steps();

        Assert.Empty(Decisions.Where(entry => entry.Decision.Kind switch
        {
            "merged" => entry.Decision.Into is null || !policies.Contains(entry.Decision.Into) || entry.Decision.Reason is not { Length: >= 20 },
            "later" => entry.Decision.Step is null || !steps.ContainsKey(entry.Decision.Step),
            "dropped" or "needs" => entry.Decision.Reason is not { Length: >= 20 },
            _ => true,
        }).Select(entry => entry.Id));
    }

    [Fact]
    public void The_list_of_ids_is_that_of_the_shared_inputs()
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("ASSAY_SHARED") ?? Path.Combine(Checkout.Root, "..", "shared"), "reference", "policies.tsv");
        if (!File.Exists(path))
        {
            Assert.False(Checkout.IsContinuousIntegration, "The shared inputs do not lie beside the repository.");
            Assert.Skip("The shared inputs do not lie beside the repository; ASSAY_SHARED may name them.");
        }

        Assert.Equal(File.ReadLines(path).Skip(1).Select(line => line.Split('\t')[0]).Order(StringComparer.Ordinal), Rows().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_is_what_policies_and_decisions_say()
    {
        var page = Write();
        var path = Path.Combine(Checkout.Root, "docs", "policies.md");
        if (Environment.GetEnvironmentVariable("ASSAY_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.Equal(page, File.ReadAllText(path));
    }

    private static string Write()
    {
        var rows = Rows();
        var decisions = Decisions.ToDictionary(entry => entry.Id, entry => entry.Decision, StringComparer.Ordinal);
        var page = new StringBuilder("# Policies beside another system's issues\n\nWritten from the keys `aka` of the policies, `rules/reference.yml` and `rules/catalogue.yml`. Ids are those of the other system; titles and reasons are our own.\n");
        page.Append(Invariant($"\n{Policies.Count(policy => policy.Stage == RuleStage.Stable)} policies are live, {Policies.Count(policy => policy.Stage == RuleStage.Stable && policy.Aka.Count > 0)} of them with an id below. Of {rows.Count} ids "));
        (string Kind, string Words)[] kinds = [("merged", "are merged into one"), ("later", "come with a later step"), ("needs", "need more than a package holds or is read for"), ("dropped", "are dropped")];
        page.Append(Invariant($"{rows.Count(Mapped.Contains)} have a policy"));
        foreach (var (kind, words) in kinds)
        {
            page.Append(Invariant($", {decisions.Values.Count(decision => decision.Kind == kind)} {words}"));
        }

        page.Append(".\n\n## Steps\n\n| step | about | ids |\n| --- | --- | --- |\n");
        foreach (var (step, about) in Steps())
        {
            page.Append(Invariant($"| {step} | {about} | {decisions.Values.Count(decision => decision.Step == step)} |\n"));
        }

        page.Append("\n## Ids\n\n| id | decision | policies, step or reason |\n| --- | --- | --- |\n");
        foreach (var id in rows)
        {
            page.Append(Mapped.Contains(id)
                ? Invariant($"| {id} | policy | {string.Join("<br>", Mapped[id].Select(policy => $"`{policy.Id}`: {policy.Title}{(policy.Stage == RuleStage.Draft ? " (draft)" : "")}"))} |\n")
                : Invariant($"| {id} | {decisions[id].Kind} | {decisions[id].Text} |\n"));
        }

        return page.ToString();
    }

    private static List<string> Rows() => [.. ((YamlSequenceNode)Reference["rows"]).SelectMany(node => Range(node.ToString()))];

    private static SortedDictionary<string, string> Steps() =>
        new(((YamlMappingNode)Reference["steps"]).Children.ToDictionary(entry => entry.Key.ToString(), entry => entry.Value.ToString(), StringComparer.Ordinal), StringComparer.Ordinal);

    private static IEnumerable<(string Id, Decision Decision)> Listed(YamlMappingNode file, string key) =>
        ((YamlMappingNode)file[key]).Children.SelectMany(entry => Range(entry.Key.ToString()).Select(id => (id, Decide((YamlMappingNode)entry.Value))));

    private static Decision Decide(YamlMappingNode node) => new(Text(node, "decision") ?? "", Text(node, "reason"), Text(node, "into"), Text(node, "step"));

    private static string? Text(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var value) ? value.ToString() : null;

    // SQ12101-SQ12103 => SQ12101, SQ12102, SQ12103
    private static IEnumerable<string> Range(string text)
    {
        var ends = text.Split('-');
        var last = int.Parse(ends[^1].AsSpan(2), CultureInfo.InvariantCulture);
        for (var number = int.Parse(ends[0].AsSpan(2), CultureInfo.InvariantCulture); number <= last; number++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{ends[0].AsSpan(0, 2)}{number}");
        }
    }

    private static YamlMappingNode Read(string name)
    {
        using var reader = new StreamReader(Path.Combine(Checkout.Root, "rules", name));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private sealed record Decision(string Kind, string? Reason, string? Into, string? Step)
    {
        public string Text => Kind switch
        {
            "later" => Step!,
            "merged" => $"`{Into}`: {Reason}",
            _ => Reason!,
        };
    }
}
