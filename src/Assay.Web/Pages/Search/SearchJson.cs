using System.Text.Json;
using Assay.Community.Index;
using Assay.Model;
using Assay.Reports;
using Assay.Web.Communities;

namespace Assay.Web.Pages.Search;

/// <summary>The answer to a search for programs.</summary>
internal static class SearchJson
{
    public static byte[] Write(SearchAnswer answer)
    {
        var output = new MemoryStream();
        using (var json = JsonReport.Open(output))
        {
            json.WriteStartObject();
            json.WriteString("query", answer.Request.Query);
            json.WriteString("community", answer.Request.Community);
            json.WriteString("sort", SearchRequest.Orders.First(order => order.Order == answer.Request.Order).Word);
            json.WriteNumber("count", answer.Count);
            json.WriteNumber("page", answer.Request.Page);
            json.WriteNumber("pages", answer.Pages);
            json.WriteNumber("pageSize", SearchRequest.PageSize);
            WriteAsked(json, answer);
            WriteFacets(json, answer);
            json.WriteStartArray("packages");
            foreach (var package in answer.Packages)
            {
                Write(json, package);
            }

            json.WriteEndArray();
            WriteVersions(json, "exact", answer.Exact);
            WriteVersions(json, "suggestions", answer.Suggestions);
            json.WriteString("nearlyPopular", answer.NearlyPopular);
            json.WriteStartArray("changedRules");
            foreach (var rule in answer.ChangedRules)
            {
                json.WriteStringValue(rule);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
        return output.ToArray();
    }

    /// <summary>Writes a package as an object.</summary>
    public static void Write(Utf8JsonWriter json, FoundPackage package)
    {
        json.WriteStartObject();
        WriteVersion(json, package.Community, package.Version);
        if (package.Rank is { } rank)
        {
            json.WriteNumber("rank", rank);
        }
        else
        {
            json.WriteNull("rank");
        }

        json.WriteString("firstSeen", package.FirstSeen);
        json.WriteStartObject("findings");
        json.WriteNumber("issues", package.Findings.Issues);
        json.WriteNumber("highIssues", package.Findings.HighIssues);
        json.WriteNumber("behaviors", package.Findings.Behaviors);
        json.WriteNumber("suspicious", package.Findings.Suspicious);
        json.WriteNumber("maliciousOnly", package.Findings.MaliciousOnly);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteAsked(Utf8JsonWriter json, SearchAnswer answer)
    {
        json.WriteStartArray("populations");
        foreach (var asked in answer.Asked)
        {
            json.WriteStartObject();
            json.WriteString("community", asked.Community.Name);
            json.WriteString("id", asked.Population.Id);
            json.WriteString("date", asked.Population.Date);
            json.WriteString("ranking", asked.Population.Ranking);
            json.WriteNumber("packages", asked.Population.Packages);
            json.WriteBoolean("current", asked.IsCurrent);
            json.WriteNumber("count", asked.Count);
            json.WriteString("refusal", asked.Refusal);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFacets(Utf8JsonWriter json, SearchAnswer answer)
    {
        json.WriteStartObject("facets");
        foreach (var field in answer.Facets.GroupBy(facet => facet.Field, StringComparer.Ordinal))
        {
            json.WriteStartObject(field.Key);
            foreach (var facet in field)
            {
                json.WriteNumber(facet.Value, facet.Count);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteVersions(Utf8JsonWriter json, string name, IReadOnlyList<(PortalCommunity Community, VersionEntry Version)> versions)
    {
        json.WriteStartArray(name);
        foreach (var (community, version) in versions)
        {
            json.WriteStartObject();
            WriteVersion(json, community, version);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteVersion(Utf8JsonWriter json, PortalCommunity community, VersionEntry version)
    {
        json.WriteString("community", community.Name);
        json.WriteString("id", version.Id);
        json.WriteString("version", version.Version);
        json.WriteString("verdict", version.Verdict is { } verdict ? ReportNamingPolicy.Instance.ConvertName(verdict.ToString()) : null);
        json.WriteString("published", version.Published);
        json.WriteString("url", SiteAddress.Package(community.Name, version.Id, version.Version));
    }
}
