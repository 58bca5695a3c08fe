using System.Text.Json;
using Assay.Model;

namespace Assay.Community;

/// <summary>Writes and reads the malicious packages of an advisory database, all at once: every scan looks for their hashes.</summary>
/// <remarks>A line each: <c>["source","record","community","package",[spans],[versions],[hashes]]</c>.</remarks>
internal static class MaliciousLines
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 8, AllowMultipleValues = true };

    /// <summary>Writes one package.</summary>
    public static void Write(Utf8JsonWriter writer, MaliciousRecord record)
    {
        var package = record.Package;
        writer.WriteStartArray();
        writer.WriteStringValue(record.Source);
        writer.WriteStringValue(package.Record);
        writer.WriteStringValue(package.Community);
        writer.WriteStringValue(package.Package);
        AdvisoryJson.WriteRangeArray(writer, package.Ranges);
        WriteTexts(writer, package.Versions);
        WriteTexts(writer, package.Sha256);
        writer.WriteEndArray();
    }

    /// <summary>Reads all of them; throws <see cref="JsonException"/> or <see cref="FormatException"/> for what <see cref="Write"/> did not write.</summary>
    public static List<MaliciousRecord> Read(ReadOnlySpan<byte> lines)
    {
        var records = new List<MaliciousRecord>();
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n');
            var line = end < 0 ? lines : lines[..end];
            lines = end < 0 ? default : lines[(end + 1)..];
            records.Add(ReadLine(line.StartsWith(","u8) ? line[1..] : line, records.Count > 0 ? records[^1] : null));
        }

        return records;
    }

    private static MaliciousRecord ReadLine(ReadOnlySpan<byte> line, MaliciousRecord? before)
    {
        var reader = new Utf8JsonReader(line, Options);
        Expect(ref reader, JsonTokenType.StartArray);

        // Thousands of records have the same source and community.
        var source = Text(ref reader, before?.Source);
        var record = Text(ref reader);
        var community = Text(ref reader, before?.Package.Community);
        var package = Text(ref reader);
        var spans = Spans(ref reader);
        var versions = Texts(ref reader);
        var hashes = Texts(ref reader);
        Expect(ref reader, JsonTokenType.EndArray);
        return reader.Read() ? throw new FormatException("A line has more than a record.") : new MaliciousRecord(source, new MaliciousPackage(record, community, package, versions, spans, hashes));
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw new FormatException("A record is malformed.");
        }
    }

    private static string Text(ref Utf8JsonReader reader, string? known = null)
    {
        Expect(ref reader, JsonTokenType.String);
        return known is not null && reader.ValueTextEquals(known) ? known : reader.GetString()!;
    }

    private static List<string?> Items(ref Utf8JsonReader reader)
    {
        var items = new List<string?>();
        while (reader.Read() && reader.TokenType is JsonTokenType.String or JsonTokenType.Null)
        {
            items.Add(reader.GetString());
        }

        return reader.TokenType == JsonTokenType.EndArray ? items : throw new FormatException("A record is malformed.");
    }

    private static string[] Texts(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        var items = Items(ref reader);
        return items.Contains(null) ? throw new FormatException("A text is missing.") : items.Count == 0 ? [] : [.. items.OfType<string>()];
    }

    private static VersionSpan[] Spans(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        var spans = new List<VersionSpan>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            var items = Items(ref reader);
            spans.Add(new VersionSpan(Border(0), Border(1), Border(2)) { After = Border(3) });

            string? Border(int index) => index < items.Count ? items[index] : null;
        }

        return reader.TokenType == JsonTokenType.EndArray ? [.. spans] : throw new FormatException("A record is malformed.");
    }

    private static void WriteTexts(Utf8JsonWriter writer, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray();
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
