using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Assay.Community;

/// <summary>A file of a static feed.</summary>
/// <param name="Path">Below the root of the feed, with forward slashes.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="IsEntry">True for documents whose name stays when their content changes; the others are to be there first.</param>
public sealed record AuditFile(string Path, byte[] Content, bool IsEntry);

/// <summary>Writes a NuGet feed that consists of a vulnerability index alone: named as an audit source it adds our findings to every <c>dotnet restore</c>, with nothing installed there.</summary>
/// <remarks>https://learn.microsoft.com/nuget/api/vulnerability-info: a service index with <c>VulnerabilityInfo/6.7.0</c>, an index of 1 to 16 pages, pages that map lower-case ids to entries.</remarks>
public static class AuditSource
{
    /// <summary>The most pages that clients have to read.</summary>
    public const int MostPages = 16;

    private const int LongestName = 32;

    // Addresses are read by a JSON parser, never as HTML.
    private static readonly JsonWriterOptions Form = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gives the files of a feed: the same files for the same entries in any order.</summary>
    /// <param name="root">Where clients find it: an absolute address that ends with a slash.</param>
    /// <param name="pages">The parts of the index.</param>
    /// <param name="comment">For a person who opens the service index.</param>
    public static IReadOnlyList<AuditFile> Build(Uri root, IReadOnlyList<AuditPage> pages, string comment = "Findings of Assay.")
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pages.Count, MostPages);
        var files = new List<AuditFile>();
        var index = Write(writer =>
        {
            writer.WriteStartArray();
            foreach (var page in pages)
            {
                var content = WritePage(page.Entries);

                // Clients keep pages by their address: a changed page has a new one.
                var path = $"vulnerabilities/{page.Name}-{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}.json";
                files.Add(new AuditFile(path, content, IsEntry: false));
                writer.WriteStartObject();
                writer.WriteString("@name", page.Name.Length <= LongestName ? page.Name : page.Name[..LongestName]);
                writer.WriteString("@id", new Uri(root, path).AbsoluteUri);
                writer.WriteString("@updated", (page.Updated.Length == 10 ? page.Updated : "2000-01-01") + "T00:00:00Z");
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
        files.Add(new AuditFile("vulnerabilities/index.json", index, IsEntry: true));
        files.Add(new AuditFile("index.json", Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("version", "3.0.0");
            writer.WriteStartArray("resources");
            writer.WriteStartObject();
            writer.WriteString("@id", new Uri(root, "vulnerabilities/index.json").AbsoluteUri);
            writer.WriteString("@type", "VulnerabilityInfo/6.7.0");
            writer.WriteString("comment", comment);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }), IsEntry: true));
        return files;
    }

    private static byte[] WritePage(IReadOnlyList<AuditEntry> entries) => Write(writer =>
    {
        writer.WriteStartObject();
        foreach (var package in entries.GroupBy(entry => entry.Package.ToLowerInvariant(), StringComparer.Ordinal).OrderBy(package => package.Key, StringComparer.Ordinal))
        {
            writer.WriteStartArray(package.Key);
            foreach (var entry in package.Select(entry => entry with { Package = "" }).Distinct().OrderBy(entry => entry.Url, StringComparer.Ordinal).ThenBy(entry => entry.Versions, StringComparer.Ordinal).ThenByDescending(entry => entry.Severity))
            {
                writer.WriteStartObject();
                writer.WriteNumber("severity", entry.Severity);
                writer.WriteString("url", entry.Url);
                writer.WriteString("versions", entry.Versions);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    });

    private static byte[] Write(Action<Utf8JsonWriter> document)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Form))
        {
            document(writer);
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
