using Assay.Model;
using Spectre.Console;
using Rule = Assay.Model.Rule;

namespace Assay.Reports;

/// <summary>Explains one rule: what it says, when it holds, what to do.</summary>
public static class RuleExplanation
{
    /// <summary>Writes the explanation at the width of the console.</summary>
    public static void Write(Rule rule, RulePack pack, IAnsiConsole console)
    {
        var lines = new LineWriter(console);
        lines.Write(new TextLine().Prose(rule.Title, Palette.Strong));
        lines.Write(new TextLine().Joined(lines.Symbols.Dot,
            [rule.Id, rule is PolicyRule ? "policy" : "behavior", rule.Category, rule.Stage == RuleStage.Draft ? "draft: counted, not shown" : null], Palette.Faint));
        lines.Blank();
        WriteWeight(rule, lines);
        if (rule is PolicyRule policy)
        {
            lines.Blank();
            lines.Write(new TextLine().Prose(policy.Problem));
        }

        lines.Heading("Holds when");
        foreach (var (depth, text) in ConditionText.Lines(rule.When))
        {
            lines.Write(new TextLine().Whole(text), 2 + (depth * 2), 4 + (depth * 2));
        }

        WriteSteps(rule, lines);
        WriteReferences(rule, pack, lines);
    }

    private static void WriteWeight(Rule rule, LineWriter lines)
    {
        var (sign, word, style) = rule switch
        {
            BehaviorRule behavior => lines.Symbols.Of(behavior.Risk),
            PolicyRule policy => lines.Symbols.Of(policy.Severity),
            _ => ("", "", Palette.Plain),
        };
        var line = new TextLine().Prose(rule is PolicyRule ? "severity" : "risk").Whole(sign, style, gap: 1).Whole(word, style, gap: 1);
        if (rule is PolicyRule issue)
        {
            line.Joined(lines.Symbols.Dot, [$"priority P{issue.Priority}", $"effort {Name(issue.Effort)}", $"{Name(issue.Status)} in {Name(issue.Assessment)}"]);
        }

        lines.Write(line);
        if (rule.Chain != ChainKind.None)
        {
            lines.Write(new TextLine().Prose(rule.Chain == ChainKind.Malicious
                ? "A malicious chain: it decides the verdict wherever the code runs."
                : "A suspicious chain: it decides the verdict where the code runs by itself, and asks for a review elsewhere."));
        }
    }

    private static void WriteSteps(Rule rule, LineWriter lines)
    {
        if (rule is not PolicyRule { NextSteps.Count: > 0 } policy)
        {
            return;
        }

        lines.Heading("What to do");
        foreach (var step in policy.NextSteps)
        {
            lines.Write(new TextLine().Whole(lines.Symbols.Arrow).Whole(Name(step.Kind) + ":", Palette.Strong, gap: 1).Prose(step.Text), indent: 2, hang: 4);
        }
    }

    private static void WriteReferences(Rule rule, RulePack pack, LineWriter lines)
    {
        var aka = rule is PolicyRule policy ? policy.Aka : [];
        if (rule.Attack.Count + rule.Cwe.Count + rule.Was.Count + aka.Count == 0)
        {
            return;
        }

        lines.Heading("References");
        foreach (var technique in rule.Attack)
        {
            lines.Write(new TextLine().Prose($"ATT&CK {pack.AttackVersion}").Column(technique, 9, Palette.Strong).Prose(pack.AttackNames.GetValueOrDefault(technique)), indent: 2);
        }

        Write("CWE", rule.Cwe);
        Write("also known as", aka);
        Write("formerly", rule.Was);

        void Write(string label, IReadOnlyList<string> ids)
        {
            if (ids.Count > 0)
            {
                lines.Write(new TextLine().Prose(label).Whole(string.Join(", ", ids), Palette.Strong), indent: 2);
            }
        }
    }

    private static string Name<TEnum>(TEnum value)
        where TEnum : struct, Enum => ReportNamingPolicy.Instance.ConvertName(value.ToString());
}
