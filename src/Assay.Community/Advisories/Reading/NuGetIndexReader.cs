using System.Text.Json;
using Assay.Model;
using NuGet.Versioning;
using VersionRange = NuGet.Versioning.VersionRange;

namespace Assay.Community;

/// <summary>Reads the vulnerability index of a NuGet feed (VulnerabilityInfo/6.7.0).</summary>
/// <remarks>https://learn.microsoft.com/nuget/api/vulnerability-info: the index is an array of <c>{"@name","@id","@updated"}</c>; a page maps a lower-case id to <c>[{"severity":0-3,"url","versions":range}]</c>.</remarks>
internal static class NuGetIndexReader
{
    private const int MostPages = DocumentLimits.AdvisoryPages;
    private const int MostEntries = DocumentLimits.AdvisoryEntries;

    /// <summary>Gives the addresses of the pages and the day of the newest one.</summary>
    public static (IReadOnlyList<string> Pages, string? Date) ReadIndex(ReadOnlyMemory<byte> bytes)
    {
        var pages = new List<string>();
        string? date = null;
        foreach (var slice in JsonSlices.Objects(bytes).Whole(MostPages, slice => slice.Length))
        {
            using var document = JsonDocument.Parse(slice, ForeignJson.Options);
            if (document.RootElement.Text("@id") is { Length: > 0 and <= 2_000 } address)
            {
                pages.Add(address);
                date = string.CompareOrdinal(ForeignJson.Day(document.RootElement.Text("@updated")), date) > 0 ? ForeignJson.Day(document.RootElement.Text("@updated")) : date;
            }
        }

        return (pages, date);
    }

    /// <summary>Reads a page: an entry for each package and advisory.</summary>
    public static IReadOnlyList<NuGetIndexEntry> ReadPage(ReadOnlyMemory<byte> bytes)
    {
        var entries = new List<NuGetIndexEntry>();
        var reader = new Utf8JsonReader(bytes.Span, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = FixedLimits.AdvisoryDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var package = reader.ValueSpan.Length <= 1_024 ? Name(ref reader) : null;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var slice = bytes[start..(int)reader.BytesConsumed];
            if (package is { Length: > 0 and <= 256 } && !package.Any(char.IsControl))
            {
                if (slice.Length > ForeignJson.LongestRecord)
                {
                    throw new AdvisoryException($"an entry has more than {ForeignJson.LongestRecord} bytes");
                }

                Add(entries, package, slice);
            }

            if (entries.Count > MostEntries)
            {
                throw new AdvisoryException($"there are more than {MostEntries} entries");
            }
        }

        return entries;
    }

    /// <summary>Makes records of the entries of all pages: one for each advisory.</summary>
    public static IEnumerable<AdvisoryRecord> Records(IEnumerable<NuGetIndexEntry> entries, string source) => entries
        .GroupBy(entry => RecordOf(entry.Url), StringComparer.Ordinal)
        .Select(group => new AdvisoryRecord(
            new AdvisoryStatement
            {
                Source = source,
                Record = group.Key,
                Severity = group.Max(entry => entry.Severity),
                Url = group.Select(entry => entry.Url).Min(StringComparer.Ordinal),
                Affected = [.. group.GroupBy(entry => entry.Package.ToLowerInvariant(), StringComparer.Ordinal).OrderBy(package => package.Key, StringComparer.Ordinal)
                    .Select(package => new AffectedPackage("nuget", package.First().Package, package.Any(entry => entry.Span == Every) ? [] : [.. package.Select(entry => entry.Span).Distinct()], []))],
            },
            []));

    private static VersionSpan Every { get; } = new(null, null, null);

    // The page of a GitHub advisory or of a CVE ends with its id; any other address is a name of its own.
    private static string RecordOf(string url)
    {
        var last = url.TrimEnd('/');
        last = last[(last.LastIndexOfAny(['/', '=', '?', '#']) + 1)..];
        return last.Length is > 4 and <= 64 && (last.StartsWith("GHSA-", StringComparison.Ordinal) || AdvisoryRecord.IsCve(last)) ? last : url;
    }

    private static void Add(List<NuGetIndexEntry> entries, string package, ReadOnlyMemory<byte> slice)
    {
        using var document = JsonDocument.Parse(slice, ForeignJson.Options);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (var entry in document.RootElement.EnumerateArray())
        {
            if (entry.Text("url") is { } url && OsvReader.IsAddress(url) && entry.Text("versions") is { Length: <= 256 } versions && VersionRange.TryParse(versions, out var range))
            {
                entries.Add(new NuGetIndexEntry(package, SeverityOf(entry), url, SpanOf(range)));
            }
        }
    }

    private static VulnerabilitySeverity SeverityOf(JsonElement entry) => entry.TryGetProperty("severity", out var severity) && severity.ValueKind == JsonValueKind.Number && severity.TryGetInt32(out var number)
        ? number switch
        {
            0 => VulnerabilitySeverity.Low,
            1 => VulnerabilitySeverity.Medium,
            2 => VulnerabilitySeverity.High,
            3 => VulnerabilitySeverity.Critical,
            _ => VulnerabilitySeverity.Unknown,
        }
        : VulnerabilitySeverity.Unknown;

    private static VersionSpan SpanOf(VersionRange range) => new(
        range is { HasLowerBound: true, IsMinInclusive: true } ? Text(range.MinVersion) : null,
        range is { HasUpperBound: true, IsMaxInclusive: false } ? Text(range.MaxVersion) : null,
        range is { HasUpperBound: true, IsMaxInclusive: true } ? Text(range.MaxVersion) : null)
    {
        After = range is { HasLowerBound: true, IsMinInclusive: false } ? Text(range.MinVersion) : null,
    };

    private static string? Text(NuGetVersion? version) => version?.ToNormalizedString();

    private static string? Name(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("A name is not readable.", exception);
        }
    }
}

/// <summary>An entry of a vulnerability index.</summary>
internal sealed record NuGetIndexEntry(string Package, VulnerabilitySeverity Severity, string Url, VersionSpan Span);
