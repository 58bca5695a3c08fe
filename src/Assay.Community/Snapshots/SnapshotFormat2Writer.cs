using System.Text;
using System.Text.Json;

namespace Assay.Community;

/// <summary>Writes snapshots of format 2: one line for each rule and set.</summary>
internal static class SnapshotFormat2Writer
{
    public static void Write(CommunitySnapshot snapshot, Stream output)
    {
        // Line breaks without indentation: small files whose changes can still be read line by line.
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, IndentSize = 0, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteNumber("formatVersion", CommunitySnapshot.CurrentFormat);
        json.WriteString("id", snapshot.Id);
        json.WriteString("date", snapshot.Date);
        json.WriteString("community", snapshot.Community);
        json.WriteString("ranking", snapshot.Ranking == RankingKind.Downloads ? "downloads" : "dependents");
        json.WriteString("population", snapshot.Population == PopulationKind.Listed ? "listed" : "all");
        json.WriteString("versions", snapshot.Versions == VersionScope.Latest ? "latest" : "any");
        WritePackages(snapshot.Packages, json);
        json.WriteStartArray("rules");
        foreach (var rule in snapshot.Rules)
        {
            Write(rule, json);
        }

        json.WriteEndArray();
        json.WriteStartArray("sets");
        foreach (var set in snapshot.Sets)
        {
            json.WriteStartObject();
            json.WriteString("name", set.Name);
            json.WriteNumber("count", set.Count);
            json.WriteBase64String("packages", PackageSetFormat.Write(set.Packages));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePackages(SnapshotPackages packages, Utf8JsonWriter json)
    {
        json.WriteStartObject("packages");
        json.WriteNumber("count", packages.Count);
        json.WriteNumber("ranked", packages.Ranked);
        json.WriteBase64String("ids", Deflated.Write(packages.Names.Bytes));
        json.WriteBase64String("ranking", NumberColumn.Write(packages.Ranking));
        json.WriteBase64String("versions", Deflated.Write(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, packages.Count).Select(packages.Version)))));
        json.WriteEndObject();
    }

    private static void Write(RuleFigures rule, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("conditionHash", rule.ConditionHash);
        json.WriteStartObject("counts");
        Write("top100", rule.Counts.Top100, json);
        Write("top1k", rule.Counts.Top1k, json);
        Write("top10k", rule.Counts.Top10k, json);
        json.WriteNumber("community", rule.Counts.Community);
        json.WriteEndObject();
        json.WriteBase64String("packages", PackageSetFormat.Write(rule.Packages));
        json.WriteEndObject();
    }

    private static void Write(string name, int? count, Utf8JsonWriter json)
    {
        if (count is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}
