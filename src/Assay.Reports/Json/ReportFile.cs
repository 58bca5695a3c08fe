using System.Text.Json;
using Assay.Model;

namespace Assay.Reports;

/// <summary>Says what is wrong with a file that should be a report.</summary>
public sealed class ReportFileException(string message) : Exception(message);

/// <summary>A report that was read: of one package, or of a check.</summary>
/// <param name="Package">The report of a package; null when it is one of a check.</param>
/// <param name="Check">The report of a check, also made from that of a package.</param>
public sealed record ReadReport(PackageReport? Package, CheckReport Check);

/// <summary>Reads the JSON reports of scans and checks. A file may come from anywhere: what is wrong with it is said with the place, and nothing else happens.</summary>
public static class ReportFile
{
    /// <summary>The most bytes of a file.</summary>
    public const int LongestFile = 512 * 1024 * 1024;

    /// <summary>The most reports in a file.</summary>
    public const int MostReports = 100_000;

    private const int Version = 1;

    /// <summary>Reads a file: the report of a package, an array of them, or the report of a check.</summary>
    /// <param name="json">All of the file, in UTF-8.</param>
    /// <exception cref="ReportFileException">It is no report, or one that this build cannot read.</exception>
    public static IReadOnlyList<ReadReport> Read(ReadOnlySpan<byte> json)
    {
        if (json.Length > LongestFile)
        {
            throw new ReportFileException($"is larger than {LongestFile / 1024 / 1024} MiB");
        }

        var reports = new List<ReadReport>();
        try
        {
            var reader = new Utf8JsonReader(json.StartsWith("\uFEFF"u8) ? json[3..] : json, new JsonReaderOptions { MaxDepth = JsonReport.ReadOptions.MaxDepth });
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (reports.Count == MostReports)
                    {
                        throw new ReportFileException($"has more than {MostReports:N0} reports");
                    }

                    reports.Add(ReadOne(ref reader, $"$[{reports.Count}]"));
                }
            }
            else
            {
                reports.Add(ReadOne(ref reader, "$"));
            }

            if (reader.Read())
            {
                throw new ReportFileException($"goes on after the report, at byte {reader.TokenStartIndex}");
            }
        }
        catch (JsonException exception)
        {
            // Positions, and no text of the file: that may be anything.
            throw new ReportFileException($"is no JSON that can be read: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}");
        }

        return reports.Count > 0 ? reports : throw new ReportFileException("has no report in it");
    }

    private static ReadReport ReadOne(ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new ReportFileException($"{path}: is no report");
        }

        if (IsCheck(reader, path))
        {
            return new ReadReport(null, Deserialize(ref reader, JsonReport.CheckReadType, path));
        }

        var package = Deserialize(ref reader, JsonReport.PackageReadType, path);
        return new ReadReport(package, CheckReports.Of([package]));
    }

    private static T Deserialize<T>(ref Utf8JsonReader reader, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string path)
        where T : class
    {
        T? report;
        try
        {
            report = JsonSerializer.Deserialize(ref reader, type);
        }
        catch (JsonException exception)
        {
            throw new ReportFileException($"{path}{exception.Path?.TrimStart('$')}: {Reason(exception)}");
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException or ArgumentException or FormatException or OverflowException)
        {
            throw new ReportFileException($"{path}: holds a value that cannot be read");
        }

        ReportValues.Check(report!, type, path);
        return report!;
    }

    // The top level tells: `package` is in the report of a package, `packages` in that of a check. A copy of the reader looks ahead.
    private static bool IsCheck(Utf8JsonReader ahead, string path)
    {
        var hasVersion = false;
        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            var isVersion = ahead.ValueTextEquals("schemaVersion"u8);
            if (ahead.ValueTextEquals("package"u8) || ahead.ValueTextEquals("packages"u8))
            {
                return !hasVersion ? throw new ReportFileException($"{path}: has no schemaVersion before its packages: it is no report of assay") : ahead.ValueTextEquals("packages"u8);
            }

            ahead.Read();
            if (isVersion)
            {
                hasVersion = true;
                RequireVersion(ahead, path);
            }

            ahead.Skip();
        }

        throw new ReportFileException($"{path}: is no report of 'assay scan' or 'assay check'");
    }

    private static void RequireVersion(Utf8JsonReader reader, string path)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var version) || version < 1)
        {
            throw new ReportFileException($"{path}.schemaVersion: is no version");
        }

        if (version > Version)
        {
            throw new ReportFileException($"{path}.schemaVersion: is {version}, and this build reads {Version}: a newer assay wrote it");
        }
    }

    private static string Reason(JsonException exception) => exception switch
    {
        { InnerException: InvalidOperationException } => "holds a value of another type",
        _ when exception.Message.StartsWith("JSON deserialization for type", StringComparison.Ordinal) && exception.Message.IndexOf("including: ", StringComparison.Ordinal) is >= 0 and var at =>
            "misses " + exception.Message[(at + "including: ".Length)..].Split('.')[0].Trim(),
        _ when exception.Message.Contains("doesn't allow", StringComparison.Ordinal) => "is null, and may not be",
        _ when exception.LineNumber is { } line => $"cannot be read, at line {line + 1}, byte {exception.BytePositionInLine + 1}",
        _ => "cannot be read",
    };
}
