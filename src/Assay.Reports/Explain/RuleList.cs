using System.Text.Json;
using Assay.Model;
using Spectre.Console;
using Rule = Assay.Model.Rule;

namespace Assay.Reports;

/// <summary>Lists rules by category and id.</summary>
public static class RuleList
{
    /// <summary>Writes one line per rule.</summary>
    public static void Write(IEnumerable<Rule> rules, IAnsiConsole console)
    {
        var lines = new LineWriter(console);
        var count = 0;
        foreach (var group in Sort(rules).GroupBy(rule => (Kind(rule), rule.Category)))
        {
            if (count > 0)
            {
                lines.Blank();
            }

            lines.Write(new TextLine().Prose(group.Key.Category, Palette.Strong).Whole(group.Key.Item1 == "policy" ? "policies" : "behaviors", Palette.Faint, gap: 1));
            foreach (var rule in group)
            {
                var (sign, word, style) = rule is PolicyRule policy ? lines.Symbols.Of(policy.Severity) : lines.Symbols.Of(((BehaviorRule)rule).Risk);
                lines.Write(new TextLine().Whole(sign, style).Column(word, 10, style, gap: 1).Whole(rule.Id).Whole(rule.Stage == RuleStage.Draft ? "(draft)" : null, Palette.Faint, gap: 1).Prose(rule.Title, Palette.Faint, gap: 2), indent: 2, hang: 17);
                count++;
            }
        }

        lines.Blank();
        lines.Write(new TextLine().Prose(Quantity.Of(count, "rule") + "."));
    }

    /// <summary>Writes the same as a JSON array.</summary>
    public static void WriteJson(IEnumerable<Rule> rules, Stream output)
    {
        using (var json = JsonReport.Open(output))
        {
            json.WriteStartArray();
            foreach (var rule in Sort(rules))
            {
                Write(rule, json);
            }

            json.WriteEndArray();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(Rule rule, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("kind", Kind(rule));
        json.WriteString("category", rule.Category);
        json.WriteString("title", rule.Title);
        json.WriteString(rule is PolicyRule ? "severity" : "risk", rule is PolicyRule policy ? Name(policy.Severity) : Name(((BehaviorRule)rule).Risk));
        json.WriteString("stage", Name(rule.Stage));
        json.WriteString("chain", Name(rule.Chain));
        json.WriteStartArray("attack");
        foreach (var technique in rule.Attack)
        {
            json.WriteStringValue(technique);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<Rule> Sort(IEnumerable<Rule> rules) =>
        rules.OrderBy(Kind, StringComparer.Ordinal).ThenBy(rule => rule.Category, StringComparer.Ordinal).ThenBy(rule => rule.Id, StringComparer.Ordinal);

    private static string Kind(Rule rule) => rule is PolicyRule ? "policy" : "behavior";

    private static string Name<TEnum>(TEnum value)
        where TEnum : struct, Enum => ReportNamingPolicy.Instance.ConvertName(value.ToString());
}
