using Assay.TestInputs;
using System.Text;
using Assay.Model;

namespace Assay.Scan.Tests;

/// <summary>docs/rules.md is written from the rules; it is made again with ASSAY_UPDATE_GOLDEN=1.</summary>
public sealed class RuleCatalogueTests
{
    [Fact]
    public void The_page_of_rules_is_what_the_rules_say()
    {
        var page = Write(EmbeddedRules.Load());
        var path = Path.Combine(Checkout.Root, "docs", "rules.md");
        if (Environment.GetEnvironmentVariable("ASSAY_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.Equal(page, File.ReadAllText(path));
    }

    private static string Write(RulePack pack)
    {
        var page = new StringBuilder();
        page.Append("# Rules\n\nWritten from the files under `rules/`; `assay explain ID` shows one in full.\n");
        page.Append(Invariant($"\n{pack.Behaviors.Count} behaviors, {pack.Policies.Count} policies, ATT&CK {pack.AttackVersion}.\n"));
        page.Append("\n## Policies\n\n| id | title | assessment | status | severity | priority | stage |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var policy in pack.Policies)
        {
            page.Append(Invariant($"| `{policy.Id}` | {policy.Title} | {Name(policy.Assessment)} | {Name(policy.Status)} | {Name(policy.Severity)} | P{policy.Priority} | {Name(policy.Stage)} |\n"));
        }

        foreach (var category in pack.Behaviors.GroupBy(behavior => behavior.Category, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            page.Append(Invariant($"\n## Behaviors: {category.Key}\n\n| id | sentence | risk | ATT&CK | stage |\n| --- | --- | --- | --- | --- |\n"));
            foreach (var behavior in category)
            {
                page.Append(Invariant($"| `{behavior.Id}` | {behavior.Title} | {Name(behavior.Risk)} | {string.Join(", ", behavior.Attack)} | {Name(behavior.Stage)} |\n"));
            }
        }

        return page.ToString();
    }

    private static string Name(Enum value) => ReportNamingPolicy.Instance.ConvertName(value.ToString());

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
