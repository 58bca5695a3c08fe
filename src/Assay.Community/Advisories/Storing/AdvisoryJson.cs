using System.Text.Json;
using Assay.Model;

namespace Assay.Community;

/// <summary>Writes and reads the lines of an advisory database.</summary>
internal static class AdvisoryJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    private static readonly string[] Severities = [.. Enum.GetNames<VulnerabilitySeverity>().Select(name => name.ToLowerInvariant())];

    /// <summary>Writes a vulnerability with its records.</summary>
    public static void Write(Utf8JsonWriter writer, MergedVulnerability vulnerability)
    {
        writer.WriteStartObject();
        writer.WriteString("id", vulnerability.Id);
        WriteTexts(writer, "aliases", vulnerability.Aliases);
        writer.WriteStartArray("statements");
        foreach (var record in vulnerability.Records)
        {
            Write(writer, record);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, MergedVulnerability)"/> wrote.</summary>
    public static MergedVulnerability ReadVulnerability(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line, Options);
        var root = document.RootElement;
        return new MergedVulnerability(Text(root.GetProperty("id")), Texts(root.GetProperty("aliases")), [.. root.GetProperty("statements").EnumerateArray().Select(ReadRecord)]);
    }

    /// <summary>Reads an array, a line of <see cref="SortedLines"/>.</summary>
    public static T ReadArray<T>(ReadOnlyMemory<byte> line, Func<JsonElement, T> read)
    {
        using var document = JsonDocument.Parse(line, Options);
        return read(document.RootElement);
    }

    public static string Text(JsonElement element) => element.GetString() ?? throw new FormatException("A text is missing.");

    public static string[] Texts(JsonElement element) => [.. element.EnumerateArray().Select(Text)];

    private static void Write(Utf8JsonWriter writer, AdvisoryRecord record)
    {
        var statement = record.Statement;
        writer.WriteStartObject();
        writer.WriteString("source", statement.Source);
        writer.WriteString("record", statement.Record);
        WriteTexts(writer, "aliases", record.Aliases);
        writer.WriteString("summary", statement.Summary);
        writer.WriteStartArray("cvss");
        foreach (var score in statement.Cvss)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(score.Version);
            writer.WriteStringValue(score.Vector);
            writer.WriteNumberValue(score.Score);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteString("severity", Severities[(int)statement.Severity]);
        writer.WriteString("published", statement.Published);
        writer.WriteString("modified", statement.Modified);
        WriteTexts(writer, "cwes", statement.Cwes);
        writer.WriteString("url", statement.Url);
        writer.WriteStartArray("affected");
        foreach (var affected in statement.Affected)
        {
            writer.WriteStartObject();
            writer.WriteString("community", affected.Community);
            writer.WriteString("package", affected.Package);
            WriteRanges(writer, affected.Ranges);
            WriteTexts(writer, "versions", affected.Versions);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static AdvisoryRecord ReadRecord(JsonElement element)
    {
        var severity = Array.IndexOf(Severities, Text(element.GetProperty("severity")));
        return new AdvisoryRecord(
            new AdvisoryStatement
            {
                Source = Text(element.GetProperty("source")),
                Record = Text(element.GetProperty("record")),
                Summary = Text(element.GetProperty("summary")),
                Cvss = [.. element.GetProperty("cvss").EnumerateArray().Select(score => new CvssScore(Text(score[0]), Text(score[1]), score[2].GetDouble()))],
                Severity = severity < 0 ? throw new FormatException("A severity is not known.") : (VulnerabilitySeverity)severity,
                Published = element.GetProperty("published").GetString(),
                Modified = element.GetProperty("modified").GetString(),
                Cwes = Texts(element.GetProperty("cwes")),
                Url = element.GetProperty("url").GetString(),
                Affected = [.. element.GetProperty("affected").EnumerateArray().Select(affected => new AffectedPackage(Text(affected.GetProperty("community")), Text(affected.GetProperty("package")), ReadRanges(affected), Texts(affected.GetProperty("versions"))))],
            },
            Texts(element.GetProperty("aliases")));
    }

    // [from, before, last, after], without the nulls at the end.
    private static void WriteRanges(Utf8JsonWriter writer, IReadOnlyList<VersionSpan> ranges)
    {
        writer.WritePropertyName("ranges");
        WriteRangeArray(writer, ranges);
    }

    /// <summary>Writes spans as arrays: <c>[from, before, last, after]</c>, without the nulls at the end.</summary>
    public static void WriteRangeArray(Utf8JsonWriter writer, IReadOnlyList<VersionSpan> ranges)
    {
        writer.WriteStartArray();
        foreach (var span in ranges)
        {
            string?[] borders = [span.From, span.Before, span.Last, span.After];
            writer.WriteStartArray();
            foreach (var border in borders.AsSpan(0, Array.FindLastIndex(borders, border => border is not null) + 1))
            {
                writer.WriteStringValue(border);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static VersionSpan[] ReadRanges(JsonElement element) => [.. element.GetProperty("ranges").EnumerateArray().Select(span =>
    {
        var count = span.GetArrayLength();
        return new VersionSpan(Border(0), Border(1), Border(2)) { After = Border(3) };

        string? Border(int index) => index < count ? span[index].GetString() : null;
    })];

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
