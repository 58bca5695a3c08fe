using System.Text.Json;
using Assay.Model;
using Spectre.Console;
using Rule = Assay.Model.Rule;

namespace Assay.Reports;

/// <summary>Shows what a community does: its population, and how usual behaviors and issues are in it.</summary>
public static class CommunityOverview
{
    private const int Shown = 10;

    /// <summary>Writes the population and the most common and the rarest behaviors.</summary>
    public static void Write(IPrevalence prevalence, RulePack pack, IAnsiConsole console)
    {
        var lines = new LineWriter(console);
        var snapshot = prevalence.Snapshot;
        var behaviors = Figures(prevalence, pack.Behaviors).ToArray();
        var found = behaviors.Where(entry => entry.Prevalence.Community?.Count > 0).ToArray();
        lines.Write(new TextLine().Prose($"{snapshot.Id} of {snapshot.Date}", Palette.Strong));
        lines.Write(new TextLine().Prose($"{Quantity.Of(snapshot.Packages, "package")} of {snapshot.Community}, ranked by {snapshot.Ranking}. {Quantity.Of(found.Length, "behavior")} found in some, {behaviors.Count(entry => entry.Prevalence.Community?.Count == 0)} in none, {behaviors.Count(entry => entry.Prevalence.Community is null)} without figures."));

        if (behaviors.Select(entry => entry.Prevalence).FirstOrDefault(figures => figures.Status == PrevalenceStatus.Known) is { } sample)
        {
            lines.Write(new TextLine().Prose(TierText(sample)));
        }

        var common = found.OrderByDescending(Share).ThenBy(entry => entry.Rule.Id, StringComparer.Ordinal).Take(Shown).ToArray();
        Write("Most common", common, lines);
        Write("Rarest", [.. found.Except(common).OrderBy(Share).ThenBy(entry => entry.Rule.Id, StringComparer.Ordinal).Take(Shown)], lines);
    }

    /// <summary>Writes population and all rules that are shown, with their figures, as a JSON object.</summary>
    public static void WriteJson(IPrevalence prevalence, RulePack pack, Stream output)
    {
        using (var json = JsonReport.Open(output))
        {
            json.WriteStartObject();
            json.WriteString("id", prevalence.Snapshot.Id);
            json.WriteString("date", prevalence.Snapshot.Date);
            json.WriteString("community", prevalence.Snapshot.Community);
            json.WriteNumber("packages", prevalence.Snapshot.Packages);
            json.WriteString("ranking", prevalence.Snapshot.Ranking);
            Write("behaviors", Figures(prevalence, pack.Behaviors), json);
            Write("issues", Figures(prevalence, pack.Policies), json);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static IEnumerable<(Rule Rule, Prevalence Prevalence)> Figures(IPrevalence prevalence, IEnumerable<Rule> rules) =>
        rules.Where(rule => rule.Stage == RuleStage.Stable).Select(rule => (rule, prevalence.Of(rule, packageId: null, prevalence.Snapshot.Community)));

    private static string TierText(Prevalence sample)
    {
        (string Name, PrevalenceTier? Tier)[] tiers = [("Top 100", sample.Top100), ("Top 1,000", sample.Top1k), ("Top 10,000", sample.Top10k)];
        string[] without = [.. tiers.Where(tier => tier.Tier is null).Select(tier => tier.Name)];
        return without.Length == 0
            ? "All tiers of popularity have figures."
            : $"Too few ranked packages for figures of the {string.Join(" and the ", without)}: 'assay community build' makes a snapshot of a larger community.";
    }

    private static double Share((Rule Rule, Prevalence Prevalence) entry) => entry.Prevalence.Community?.Share ?? 0;

    private static void Write(string heading, (Rule Rule, Prevalence Prevalence)[] entries, LineWriter lines)
    {
        lines.Heading(heading);
        foreach (var (rule, prevalence) in entries)
        {
            var community = prevalence.Community!;
            lines.Write(new TextLine()
                .Column($"{community.Share * 100,5:0.0} %", 7)
                .Column($"{community.Count,7:N0}", 7)
                .Column(prevalence.Label ?? "", 8, Palette.Faint)
                .Whole(rule.Id)
                .Prose(rule.Title, Palette.Faint, gap: 2), indent: 2, hang: 30);
        }
    }

    private static void Write(string name, IEnumerable<(Rule Rule, Prevalence Prevalence)> entries, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (var (rule, prevalence) in entries)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            json.WriteString("category", rule.Category);
            json.WriteString("title", rule.Title);
            json.WritePropertyName("prevalence");
            JsonSerializer.Serialize(json, prevalence, JsonReport.PrevalenceType);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
