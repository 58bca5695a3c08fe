using System.Security.Cryptography;
using System.Text.Json;
using Assay.Model;

namespace Assay.Community;

/// <summary>Writes an advisory database: one JSON object, the same bytes for the same content.</summary>
/// <remarks>
/// The first line says how long the parts are, so that a reader goes straight to what it wants; each record has a line of its own:
/// <code>
/// {"assay-advisories":{"schema":3,"id":...,"lengths":[...],"sources":[...]}
/// ,"packages":[
/// ["nuget/newtonsoft.json",0,913]        community and id; offset and length of each vulnerability
/// ],"exploited":[
/// ["CVE-2023-38180","2023-08-09","2023-08-30",false]
/// ],"scores":[
/// ["CVE-2023-38180",0.0312,0.861]
/// ],"vulnerabilities":[
/// {"id":"CVE-2024-21907",...}
/// ],"malicious":[
/// ["malicious-packages","MAL-2026-1","nuget","sample.evil",[],["1.0.0"],[]]
/// ]}
/// </code>
/// </remarks>
internal static class AdvisoryFile
{
    /// <summary>Stands before the header.</summary>
    public static ReadOnlySpan<byte> Start => "{\"assay-advisories\":"u8;

    /// <summary>Gives the bytes of a database.</summary>
    public static byte[] Serialize(AdvisoryContent content)
    {
        using var vulnerabilities = new LineWriter();
        var packages = new SortedDictionary<string, List<(int Offset, int Length)>>(StringComparer.Ordinal);
        foreach (var vulnerability in AdvisoryMerge.Merge(content.Records.Values))
        {
            var place = vulnerabilities.Add(writer => AdvisoryJson.Write(writer, vulnerability));
            foreach (var key in vulnerability.Records.SelectMany(record => record.Statement.Affected).Select(affected => PackageKey(affected.Community, affected.Package)).Distinct(StringComparer.Ordinal))
            {
                if (!packages.TryGetValue(key, out var places))
                {
                    packages.Add(key, places = []);
                }

                places.Add(place);
            }
        }

        byte[][] parts = [Index(packages), Exploited(content.Exploited), Scores(content.Scores), vulnerabilities.ToArray(), Malicious(content.Malicious)];
        using var body = new MemoryStream();
        for (var i = 0; i < parts.Length; i++)
        {
            body.Write(Opening(i));
            body.Write(parts[i]);
        }

        body.Write(Closing);
        var bytes = body.GetBuffer().AsSpan(0, (int)body.Length);
        var header = new AdvisoryHeader
        {
            Date = content.Sources.Values.Select(source => source.Date).Max(StringComparer.Ordinal) ?? "",
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            Lengths = [.. parts.Select(part => part.Length)],
            Sources = [.. content.Sources.Values],
            Addresses = [.. content.Addresses.Values],
        };
        using var file = new MemoryStream();
        file.Write(Start);
        using (var writer = new Utf8JsonWriter(file))
        {
            header.Write(writer);
        }

        file.WriteByte((byte)'\n');
        file.Write(bytes);
        return file.ToArray();
    }

    /// <summary>Gives what stands before a part.</summary>
    public static byte[] Opening(int part) => System.Text.Encoding.ASCII.GetBytes($"{(part == 0 ? "" : "]")},\"{AdvisoryHeader.Parts[part]}\":[\n");

    /// <summary>Stands after the last part.</summary>
    public static ReadOnlySpan<byte> Closing => "]}\n"u8;

    /// <summary>Names a package in the index.</summary>
    public static string PackageKey(string community, string package) => community + "/" + package.ToLowerInvariant();

    private static byte[] Index(SortedDictionary<string, List<(int Offset, int Length)>> packages) => Sorted(packages, static (writer, places) =>
    {
        foreach (var (offset, length) in places)
        {
            writer.WriteNumberValue(offset);
            writer.WriteNumberValue(length);
        }
    });

    private static byte[] Exploited(SortedDictionary<string, KnownExploitation> entries) => Sorted(entries, static (writer, entry) =>
    {
        writer.WriteStringValue(entry.Added);
        writer.WriteStringValue(entry.Due);
        writer.WriteBooleanValue(entry.Ransomware);
    });

    private static byte[] Scores(SortedDictionary<string, ExploitScore> scores) => Sorted(scores, static (writer, score) =>
    {
        writer.WriteNumberValue(score.Probability);
        writer.WriteNumberValue(score.Percentile);
    });

    private static byte[] Sorted<T>(SortedDictionary<string, T> entries, Action<Utf8JsonWriter, T> write)
    {
        using var lines = new LineWriter();
        foreach (var (key, value) in entries.Select(entry => (Key: SortedLines.Key(entry.Key), entry.Value)).OrderBy(entry => entry.Key, Comparer<byte[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b))))
        {
            lines.Add(writer =>
            {
                writer.WriteStartArray();
                writer.WriteRawValue(key);
                write(writer, value);
                writer.WriteEndArray();
            });
        }

        return lines.ToArray();
    }

    private static byte[] Malicious(List<MaliciousRecord> records)
    {
        using var lines = new LineWriter();
        foreach (var record in records)
        {
            lines.Add(writer => MaliciousLines.Write(writer, record));
        }

        return lines.ToArray();
    }

    private sealed class LineWriter : IDisposable
    {
        private readonly MemoryStream _bytes = new();

        /// <summary>Adds a line; gives its offset, after the comma, and its length.</summary>
        public (int Offset, int Length) Add(Action<Utf8JsonWriter> write)
        {
            if (_bytes.Length > 0)
            {
                _bytes.WriteByte((byte)',');
            }

            var offset = (int)_bytes.Length;
            using (var writer = new Utf8JsonWriter(_bytes))
            {
                write(writer);
            }

            var length = (int)_bytes.Length - offset;
            _bytes.WriteByte((byte)'\n');
            return (offset, length);
        }

        public byte[] ToArray() => _bytes.ToArray();

        public void Dispose() => _bytes.Dispose();
    }
}
