using System.Text.Json;
using Assay.Community.Index;
using Assay.Community.Querying;
using Assay.Model;
using Assay.Reports;
using Assay.Web.Communities;

namespace Assay.Web.Pages.Search.Rules;

/// <summary>Rules for programs.</summary>
internal static class RuleJson
{
    public static IResult List(IReadOnlyList<Rule> rules, IReadOnlyList<(PortalCommunity Community, SearchCatalogue Catalogue)> counted) => new JsonAnswer(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("count", rules.Count);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            WriteHead(json, rule);
            json.WriteStartObject("packages");
            foreach (var (community, catalogue) in counted)
            {
                if (catalogue.Of(rule).Community is { } figures)
                {
                    json.WriteNumber(community.Name, figures.Count);
                }
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static IResult Rule(Rule rule, RulePack pack, RuleFigures[] figures, IReadOnlyList<(PortalCommunity Community, VersionEntry Version)> arrivals) => new JsonAnswer(json =>
    {
        json.WriteStartObject();
        WriteHead(json, rule);
        json.WriteString("conditionHash", rule.ConditionHash);
        json.WriteStartArray("condition");
        foreach (var (depth, text) in ConditionText.Lines(rule.When))
        {
            json.WriteStartObject();
            json.WriteNumber("depth", depth);
            json.WriteString("text", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (rule is PolicyRule policy)
        {
            WritePolicy(json, policy);
        }

        WriteExamples(json, rule);
        WriteReferences(json, rule, pack);
        json.WriteStartArray("prevalence");
        foreach (var entry in figures)
        {
            Write(json, entry);
        }

        json.WriteEndArray();
        json.WriteStartArray("newVersions");
        foreach (var (community, version) in arrivals)
        {
            json.WriteStartObject();
            json.WriteString("community", community.Name);
            json.WriteString("id", version.Id);
            json.WriteString("version", version.Version);
            json.WriteString("published", version.Published);
            json.WriteString("added", version.Added);
            json.WriteString("url", SiteAddress.Package(community.Name, version.Id, version.Version));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteHead(Utf8JsonWriter json, Rule rule)
    {
        json.WriteString("id", rule.Id);
        json.WriteString("kind", RuleWords.Kind(rule));
        json.WriteString("category", rule.Category);
        json.WriteString("title", rule.Title);
        json.WriteString(rule is PolicyRule ? "severity" : "risk", RuleWords.Weight(rule));
        json.WriteString("chain", RuleDefinition.Name(rule.Chain));
        json.WriteString("url", SiteAddress.Rule(rule.Id));
    }

    private static void WriteExamples(Utf8JsonWriter json, Rule rule)
    {
        json.WriteStartArray("examples");
        foreach (var example in RuleExamples.Of(rule.Id))
        {
            json.WriteStartObject();
            json.WriteBoolean("fires", example.Fires);
            json.WriteString("language", example.Language);
            json.WriteString("code", example.Code);
            json.WriteString("why", example.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePolicy(Utf8JsonWriter json, PolicyRule policy)
    {
        json.WriteString("problem", policy.Problem);
        json.WriteNumber("priority", policy.Priority);
        json.WriteString("effort", RuleDefinition.Name(policy.Effort));
        json.WriteString("assessment", RuleDefinition.Name(policy.Assessment));
        json.WriteString("status", RuleDefinition.Name(policy.Status));
        json.WriteStartArray("nextSteps");
        foreach (var step in policy.NextSteps)
        {
            json.WriteStartObject();
            json.WriteString("kind", RuleDefinition.Name(step.Kind));
            json.WriteString("text", step.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteReferences(Utf8JsonWriter json, Rule rule, RulePack pack)
    {
        json.WriteStartArray("attack");
        foreach (var technique in rule.Attack)
        {
            json.WriteStartObject();
            json.WriteString("id", technique);
            json.WriteString("name", pack.AttackNames.GetValueOrDefault(technique));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTexts(json, "cwe", rule.Cwe);
        WriteTexts(json, "aka", rule is PolicyRule policy ? policy.Aka : []);
        WriteTexts(json, "was", rule.Was);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, RuleFigures entry)
    {
        json.WriteStartObject();
        json.WriteString("community", entry.Community.Name);
        json.WriteString("date", entry.Date);
        json.WritePropertyName("figures");
        JsonSerializer.Serialize(json, entry.Prevalence, JsonReport.PrevalenceType);
        json.WriteStartArray("weeks");
        foreach (var point in entry.Weeks)
        {
            json.WriteStartObject();
            json.WriteString("week", point.Week);
            json.WriteString("date", point.Date);
            json.WriteNumber("packages", point.Packages);
            WriteCount(json, "top100", point.Counts.Top100);
            WriteCount(json, "top1k", point.Counts.Top1k);
            WriteCount(json, "top10k", point.Counts.Top10k);
            WriteCount(json, "community", point.Counts.Community);
            json.WriteString("conditionHash", point.Condition);
            json.WriteBoolean("ruleChanged", point.IsRuleChanged);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCount(Utf8JsonWriter json, string name, int? count)
    {
        if (count is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
