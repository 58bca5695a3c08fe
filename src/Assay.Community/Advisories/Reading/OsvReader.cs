using System.Text.Json;
using Assay.Model;

namespace Assay.Community;

/// <summary>What a record of the Open Source Vulnerability format is.</summary>
/// <param name="Source">The source that its id tells.</param>
/// <param name="Id">Its id.</param>
/// <param name="Changed">The day of its last change; null where not told.</param>
/// <param name="IsWithdrawn">Its source took it back.</param>
/// <param name="IsMalicious">It speaks of malicious packages.</param>
/// <param name="Record">What it says; null when it names none of our packages, was taken back or speaks of malicious packages.</param>
/// <param name="Malicious">Malicious packages that it names.</param>
internal sealed record OsvReading(string Source, string Id, string? Changed, bool IsWithdrawn, bool IsMalicious, AdvisoryRecord? Record, IReadOnlyList<MaliciousPackage> Malicious)
{
    /// <summary>True when it says something of our communities.</summary>
    public bool IsOurs => Record is not null || Malicious.Count > 0;
}

/// <summary>Reads records of the Open Source Vulnerability format.</summary>
/// <remarks>OSV Schema 1.7 (https://ossf.github.io/osv-schema/): <c>id</c>, <c>modified</c>, <c>withdrawn</c>, <c>aliases</c>, <c>severity[]{type,score}</c>, <c>affected[]{package{ecosystem,name,purl},ranges[],versions[]}</c>, <c>references[]{type,url}</c>, <c>database_specific</c>.</remarks>
internal static class OsvReader
{
    private const int LongestId = 128;
    private const int LongestSummary = 500;
    private const int LongestUrl = 2_000;
    private const int LongestVector = 512;
    private const int MostAliases = 100;
    private const int MostCwes = 50;
    private const int MostSeverities = 20;
    private const int MostReferences = 1_000;

    /// <summary>Reads a record; null for JSON that is none. Throws <see cref="JsonException"/> for what is no JSON.</summary>
    /// <param name="bytes">One JSON object.</param>
    /// <param name="source">The source, in place of the one that the id tells; null for that one.</param>
    public static OsvReading? Read(ReadOnlyMemory<byte> bytes, string? source = null)
    {
        using var document = JsonDocument.Parse(bytes, ForeignJson.Options);
        var root = document.RootElement;
        if (root.Text("id") is not { Length: > 0 and <= LongestId } id || id.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)) || (root.Text("modified") is null && !root.Items("affected").Any()))
        {
            return null;
        }

        source ??= SourceOf(id, root);
        var changed = ForeignJson.Day(root.Text("modified"));
        var isMalicious = id.StartsWith("MAL-", StringComparison.Ordinal);
        var affected = OsvAffected.Read(root);
        if (root.Text("withdrawn") is not null)
        {
            return new OsvReading(source, id, changed, affected.Count > 0, isMalicious, null, []);
        }

        if (isMalicious)
        {
            return new OsvReading(source, id, changed, false, true, null, [.. affected.Where(item => item.Community != OsvAffected.Generic).Select(item => new MaliciousPackage(id, item.Community, item.Package, item.Versions, item.Ranges, []))]);
        }

        return new OsvReading(source, id, changed, false, false, affected.Count == 0 ? null : new AdvisoryRecord(Statement(root, source, id, changed, affected), Aliases(root, id)), []);
    }

    private static AdvisoryStatement Statement(JsonElement root, string source, string id, string? changed, IReadOnlyList<AffectedPackage> affected)
    {
        var scores = Scores(root);
        return new AdvisoryStatement
        {
            Source = source,
            Record = id,
            Summary = root.Text("summary") is { } summary ? OneLine(summary) : "",
            Cvss = scores,
            Severity = scores is [var first, ..] ? CvssVector.SeverityOf(first) : SeverityWords.Read(root.Member("database_specific").Text("severity")),
            Published = ForeignJson.Day(root.Text("published")),
            Modified = changed,
            Cwes = [.. root.Member("database_specific").Texts("cwe_ids", MostCwes, 16).Where(cwe => cwe.StartsWith("CWE-", StringComparison.Ordinal) && cwe.AsSpan(4).IndexOfAnyExceptInRange('0', '9') < 0).Distinct(StringComparer.Ordinal)],
            Url = Url(root, id),
            Affected = affected,
        };
    }

    private static string[] Aliases(JsonElement root, string id) =>
        [.. root.Texts("aliases", MostAliases, LongestId).Where(alias => alias != id && !alias.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    // Severity may stand at the packages in place of the record; newest version of the standard first.
    private static CvssScore[] Scores(JsonElement root)
    {
        var vectors = root.Items("severity").Concat(root.Items("affected").SelectMany(affected => affected.Items("severity"))).Take(MostSeverities).Select(severity => severity.Text("score"));
        return [.. vectors.Select(vector => vector is { Length: <= LongestVector } ? CvssVector.Parse(vector)?.ToScore() : null).OfType<CvssScore>()
            .DistinctBy(score => score.Vector, StringComparer.Ordinal).OrderByDescending(score => score.Version, StringComparer.Ordinal)];
    }

    // A page about it: that of the record itself, else the best of its references.
    private static string? Url(JsonElement root, string id)
    {
        if (id.StartsWith("GHSA-", StringComparison.Ordinal))
        {
            return "https://github.com/advisories/" + id;
        }

        var references = root.Items("references").Take(MostReferences).Select(reference => (Type: reference.Text("type"), Url: reference.Text("url"))).Where(reference => IsAddress(reference.Url)).ToArray();
        return (references.FirstOrDefault(reference => reference.Type == "ADVISORY").Url ?? references.FirstOrDefault(reference => reference.Type == "WEB").Url) ?? references.FirstOrDefault().Url;
    }

    public static bool IsAddress(string? text) => text is { Length: <= LongestUrl } && Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) && !text.Any(char.IsWhiteSpace);

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestSummary ? line : line[..(char.IsHighSurrogate(line[LongestSummary - 1]) ? LongestSummary - 1 : LongestSummary)] + "…";
    }

    private static string SourceOf(string id, JsonElement root) => id.AsSpan(0, Math.Max(id.IndexOf('-'), 0)) switch
    {
        "GHSA" => "github",
        "MAL" => "malicious-packages",
        "BIT" => "bitnami",
        // The vendor of .NET publishes its records under the ids of the CVEs and refers to its announcements.
        "CVE" => root.Items("references").Take(MostReferences).Any(reference => reference.Text("url")?.StartsWith("https://github.com/dotnet/", StringComparison.OrdinalIgnoreCase) == true) ? "dotnet" : "cve",
        _ => "osv",
    };
}
