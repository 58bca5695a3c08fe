using System.Text.Json;
using Assay.Community;
using Assay.Model;

namespace Assay.Web.Pages.Search.Communities;

/// <summary>A community for programs.</summary>
internal static class CommunityJson
{
    public static IResult Of(CommunityView view, RuleFinder finder) => new JsonAnswer(json =>
    {
        var (catalogue, statistics) = (view.Catalogue, view.Statistics);
        json.WriteStartObject();
        json.WriteString("community", view.Community.Name);
        json.WriteString("id", catalogue.Name);
        json.WriteString("date", catalogue.Date);
        json.WriteString("ranking", catalogue.Info.Ranking);
        json.WriteNumber("packages", catalogue.Packages);
        json.WriteNumber("ranked", catalogue.Ranked);
        json.WriteBoolean("current", view.IsCurrent);
        json.WriteStartObject("verdicts");
        foreach (var verdict in Enum.GetValues<VerdictStatus>())
        {
            json.WriteStartObject(ReportNamingPolicy.Instance.ConvertName(verdict.ToString()));
            Write(json, catalogue.CountVerdict(verdict));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("index");
        json.WriteNumber("packages", statistics.Packages);
        json.WriteNumber("read", statistics.Read);
        json.WriteNumber("unreadable", statistics.Unreadable);
        json.WriteNumber("notCounted", statistics.NotCounted);
        json.WriteNumber("hidden", statistics.Hidden);
        json.WriteNumber("pending", statistics.Pending);
        json.WriteNumber("alarms", statistics.Alarms);
        json.WriteEndObject();
        json.WriteStartObject("rules");
        foreach (var rule in finder.All)
        {
            if (catalogue.Rule(rule.Id) is var (_, counts) && catalogue.Of(rule).Status == PrevalenceStatus.Known)
            {
                json.WriteStartObject(rule.Id);
                Write(json, counts);
                json.WriteEndObject();
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, TierCounts counts)
    {
        foreach (var (name, count) in (ReadOnlySpan<(string, int?)>)[("top100", counts.Top100), ("top1k", counts.Top1k), ("top10k", counts.Top10k), ("community", counts.Community)])
        {
            if (count is { } number)
            {
                json.WriteNumber(name, number);
            }
        }
    }
}
