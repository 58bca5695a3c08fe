using System.Buffers;
using System.Text.Json;

namespace Assay.Community.Index;

/// <summary>Writes everything that an index says of versions as lines of JSON, one object for each version, by id and then in the order in which they were read.</summary>
public static class FullDump
{
    private const int BytesAtOnce = 1 << 16;
    private static readonly string[] States = ["read", "unreadable", "not-counted"];
    private static readonly string[] Verdicts = ["pass", "review", "unknown", "fail"];

    /// <summary>Writes the dump; gives the number of versions. Memory does not depend on it.</summary>
    public static long Write(IndexDatabase database, Stream output, CancellationToken cancellation = default)
    {
        var rules = RuleTable.Load(database);
        var numbers = new List<int>();
        using var dependencies = new Statement(database, "SELECT name FROM dependency WHERE version = $1 ORDER BY name");
        using var rows = new Rows(database, """
            SELECT p.spelling, v.version, v.state, v.reason, v.sha256, v.content_hash, v.size, v.published, v.listed, v.deprecated, v.added, f.verdict, f.rules, v.id, p.first_seen
            FROM package p CROSS JOIN version v ON v.package = p.id LEFT JOIN finding f ON f.version = v.id ORDER BY p.name
            """);
        var buffer = new ArrayBufferWriter<byte>(2 * BytesAtOnce);
        using var json = new Utf8JsonWriter(buffer);
        var count = 0L;
        for (; rows.Read(); count++)
        {
            cancellation.ThrowIfCancellationRequested();
            json.WriteStartObject();
            json.WriteString("id", rows.Text(0));
            json.WriteString("version", rows.Text(1));
            json.WriteString("state", States[rows.Number(2)]);
            Text(json, "reason", rows, 3);
            json.WriteString("sha256", Convert.ToHexStringLower(rows.Bytes(4)));
            if (!rows.IsNull(5))
            {
                json.WriteBase64String("contentHash", rows.Bytes(5));
            }

            json.WriteNumber("size", rows.Number(6));
            Text(json, "published", rows, 7);
            if (!rows.IsNull(8))
            {
                json.WriteBoolean("listed", rows.Number(8) != 0);
            }

            Text(json, "deprecated", rows, 9);
            json.WriteString("added", rows.Text(10));
            json.WriteString("firstSeen", rows.Text(14));
            if (!rows.IsNull(11))
            {
                json.WriteString("verdict", Verdicts[rows.Number(11)]);
                json.WriteStartArray("rules");
                numbers.Clear();
                RuleList.Read(rows.Bytes(12), numbers);
                foreach (var rule in numbers.Select(rules.NameOf).OfType<string>().Order(StringComparer.Ordinal))
                {
                    json.WriteStringValue(rule);
                }

                json.WriteEndArray();
            }

            WriteDependencies(json, dependencies, rows.Number(13));
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            buffer.Write("\n"u8);
            if (buffer.WrittenCount > BytesAtOnce)
            {
                output.Write(buffer.WrittenSpan);
                buffer.ResetWrittenCount();
            }
        }

        output.Write(buffer.WrittenSpan);
        return count;
    }

    private static void WriteDependencies(Utf8JsonWriter json, Statement dependencies, long version)
    {
        json.WriteStartArray("dependencies");
        using var names = dependencies.Query(version);
        while (names.Read())
        {
            json.WriteStringValue(names.GetString(0));
        }

        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, Rows rows, int column)
    {
        if (!rows.IsNull(column))
        {
            json.WriteString(name, rows.Text(column));
        }
    }
}
