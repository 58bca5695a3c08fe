using System.Security.Cryptography;
using System.Text.Json;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Says for a person why a baseline cannot be read.</summary>
public sealed class BaselineException(string message) : Exception(message);

/// <summary>
/// Reads and writes baselines: <c>{ "schemaVersion": 1, "issues": [ { "package", "rule", "fingerprint" } ] }</c>, ordinal by package, rule and fingerprint. Versions are no part of it.
/// </summary>
public static class BaselineFile
{
    private const int MaximumBytes = 64 * 1024 * 1024;
    private const int SchemaVersion = 1;

    /// <summary>Writes the issues of reports that are not suppressed.</summary>
    /// <returns>How many there are.</returns>
    public static int Write(IEnumerable<PackageReport> reports, Stream output)
    {
        var lines = new SortedSet<(string Package, string Rule, string Fingerprint)>(Comparer<(string Package, string Rule, string Fingerprint)>.Create(Compare));
        foreach (var report in reports)
        {
            var package = Baseline.KeyOf(report.Package.Community, report.Package.Id);
            foreach (var issue in report.OpenIssues())
            {
                lines.Add((package, issue.Id, issue.Fingerprint));
            }
        }

        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", SchemaVersion);
            json.WriteStartArray("issues");
            foreach (var (package, rule, fingerprint) in lines)
            {
                json.WriteStartObject();
                json.WriteString("package", package);
                json.WriteString("rule", rule);
                json.WriteString("fingerprint", fingerprint);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
        return lines.Count;
    }

    /// <summary>Reads a baseline; throws <see cref="BaselineException"/> for anything else.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="content">Its bytes.</param>
    public static Baseline Read(string name, byte[] content)
    {
        if (content.Length > MaximumBytes)
        {
            throw new BaselineException($"the file has {content.Length} bytes; more than {MaximumBytes} are not read");
        }

        try
        {
            using var json = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = 8 });
            return new Baseline(new InputFile(name, Convert.ToHexStringLower(SHA256.HashData(content))), Packages(json.RootElement));
        }
        catch (JsonException exception)
        {
            throw new BaselineException($"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}: this is no JSON");
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as \ud800.
            throw new BaselineException("a name or a value in it is no text");
        }
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Packages(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("schemaVersion", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number))
        {
            throw new BaselineException("this is no baseline; 'assay baseline create' writes one");
        }

        if (number != SchemaVersion || !root.TryGetProperty("issues", out var issues) || issues.ValueKind != JsonValueKind.Array)
        {
            throw new BaselineException($"this is no baseline of schema version {SchemaVersion}");
        }

        var packages = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var issue in issues.EnumerateArray())
        {
            var package = Text(issue, "package");
            if (!packages.TryGetValue(package, out var known))
            {
                packages.Add(package, known = new Dictionary<string, string>(StringComparer.Ordinal));
            }

            known[Text(issue, "fingerprint")] = Text(issue, "rule");
        }

        return packages.ToDictionary(entry => entry.Key, IReadOnlyDictionary<string, string> (entry) => entry.Value, StringComparer.Ordinal);
    }

    private static string Text(JsonElement issue, string name)
    {
        if (issue.ValueKind != JsonValueKind.Object || !issue.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            throw new BaselineException($"an issue has no text '{name}'");
        }

        return value.GetString() ?? "";
    }

    private static int Compare((string Package, string Rule, string Fingerprint) left, (string Package, string Rule, string Fingerprint) right)
    {
        var order = string.CompareOrdinal(left.Package, right.Package);
        order = order != 0 ? order : string.CompareOrdinal(left.Rule, right.Rule);
        return order != 0 ? order : string.CompareOrdinal(left.Fingerprint, right.Fingerprint);
    }
}
