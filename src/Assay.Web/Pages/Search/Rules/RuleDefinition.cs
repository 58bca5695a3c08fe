using Assay.Model;
using Assay.Reports;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Search.Rules;

/// <summary>What a rule says and when it holds.</summary>
internal static class RuleDefinition
{
    public static void Write(HtmlWriter html, Rule rule, RulePack pack)
    {
        if (rule is PolicyRule policy)
        {
            using (Section.Open(html, "problem", "What it is about"))
            using (html.Element("p.problem"))
            {
                html.Prose(policy.Problem);
            }

            if (policy.NextSteps.Count > 0)
            {
                using (Section.Open(html, "steps", "What to do"))
                {
                    NextStepView.Write(html, policy.NextSteps);
                }
            }
        }

        using (Section.Open(html, "condition", "Holds when"))
        {
            WriteCondition(html, rule.When);
        }

        RuleExamples.Write(html, rule);

        WriteReferences(html, rule, pack);
    }

    public static string Name<TEnum>(TEnum value)
        where TEnum : struct, Enum => ReportNamingPolicy.Instance.ConvertName(value.ToString());

    private static void WriteCondition(HtmlWriter html, Condition condition)
    {
        var lines = ConditionText.Lines(condition).ToArray();
        var place = 0;
        using (html.Element("div.condition"))
        {
            WriteLevel(html, lines, ref place, 0);
        }
    }

    // Lines carry their depth: what is deeper belongs to the line before.
    private static void WriteLevel(HtmlWriter html, (int Depth, string Text)[] lines, ref int place, int depth)
    {
        using (html.Element("ul"))
        {
            while (place < lines.Length && lines[place].Depth >= depth)
            {
                using (html.Element("li"))
                {
                    CodeText.Write(html, "span", lines[place].Text);
                    place++;
                    if (place < lines.Length && lines[place].Depth > depth)
                    {
                        WriteLevel(html, lines, ref place, depth + 1);
                    }
                }
            }
        }
    }

    private static void WriteReferences(HtmlWriter html, Rule rule, RulePack pack)
    {
        Reference[] references = [.. rule.Attack.Select(id => new Reference("attack", id, pack.AttackNames.GetValueOrDefault(id))), .. rule.Cwe.Select(id => new Reference("cwe", id, null))];
        IReadOnlyList<string> aka = rule is PolicyRule policy ? policy.Aka : [];
        if (references.Length + aka.Count + rule.Was.Count == 0)
        {
            return;
        }

        using (Section.Open(html, "references", "References"))
        {
            ReferenceView.Write(html, references, aka, helpUri: null, rule.Was.Count == 0 ? null : "formerly " + string.Join(", ", rule.Was));
        }
    }
}
