using System.Globalization;
using System.Text.Json;
using Assay.Model;
using Assay.Reports.Html;

namespace Assay.Reports.CycloneDx;

/// <summary>Writes known vulnerabilities: each once for a version of a component, with all places that have it.</summary>
internal static class CycloneDxVulnerabilities
{
    public static void Write(CheckReport report, CycloneDxNames names, Utf8JsonWriter json)
    {
        var all = report.Packages.SelectMany(package => package.Vulnerabilities.Items.Select(item => (Package: package, Item: item)))
            .GroupBy(found => (found.Item.Id, found.Item.Affected.Component, found.Item.Affected.Version, IsEmbedded: found.Item.Affected.Artifacts.Count > 0, found.Item.Affected.Confidence))
            .OrderBy(group => group.Key.Id, StringComparer.Ordinal).ThenBy(group => group.Key.Component, StringComparer.Ordinal).ThenBy(group => group.Key.Version, StringComparer.Ordinal)
            .ThenBy(group => group.Key.IsEmbedded).ThenBy(group => group.Key.Confidence, StringComparer.Ordinal);
        json.WriteStartArray("vulnerabilities");
        var number = 0;
        foreach (var group in all)
        {
            Write(++number, [.. group], names, json);
            json.Flush();
        }

        json.WriteEndArray();
    }

    private static void Write(int number, (CheckedPackage Package, ReportedVulnerability Item)[] found, CycloneDxNames names, Utf8JsonWriter json)
    {
        var item = found[0].Item;
        json.WriteStartObject();
        json.WriteString("bom-ref", string.Create(CultureInfo.InvariantCulture, $"vulnerability:{number}"));
        json.WriteString("id", VisibleText.Of(item.Id, 200));
        WriteSource(item.Id, item.Url, json);
        WriteAliases(item, json);
        WriteRatings(item, json);
        WriteWeaknesses(item, json);
        json.WriteString("description", VisibleText.Of(item.Summary.Length > 0 ? item.Summary : "Known vulnerability " + item.Id));
        json.WriteString("recommendation", VisibleText.Of(FormatText.Fix(item)));
        WriteAdvisories(item, json);
        if (item.Affected.Confidence == "medium")
        {
            json.WriteStartObject("analysis");
            json.WriteString("state", "in_triage");
            json.WriteString("detail", VisibleText.Of($"{item.Affected.Component} {item.Affected.Version} was identified by {item.Affected.IdentifiedBy.Replace('-', ' ')}: somebody should look."));
            json.WriteEndObject();
        }

        WriteAffected(found, names, json);
        json.WriteStartArray("properties");
        var properties = new CycloneDxProperties(json);
        properties.Write("identified-by", item.Affected.IdentifiedBy);
        properties.Write("confidence", item.Affected.Confidence);
        properties.Write("epss", item.Epss?.ToString("0.#####", CultureInfo.InvariantCulture));
        properties.Write("epss-percentile", item.EpssPercentile?.ToString("0.#####", CultureInfo.InvariantCulture));
        properties.Write("known-exploited", item.KnownExploited?.Added);
        properties.WriteAll("fixed", item.Fixed);
        properties.Write("safe-upgrade", item.SafeUpgrade);
        properties.WriteAll("disagreement", item.Disagreements);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSource(string id, string? address, Utf8JsonWriter json)
    {
        json.WriteStartObject("source");
        json.WriteString("name", id switch
        {
            _ when id.StartsWith("CVE-", StringComparison.Ordinal) => "CVE",
            _ when id.StartsWith("GHSA-", StringComparison.Ordinal) => "GitHub Advisory Database",
            _ => "OSV",
        });
        if (WebAddress.Canonical(address) is { } url)
        {
            json.WriteString("url", url);
        }

        json.WriteEndObject();
    }

    private static void WriteAliases(ReportedVulnerability item, Utf8JsonWriter json)
    {
        if (item.Aliases.Count > 0)
        {
            json.WriteStartArray("references");
            foreach (var alias in item.Aliases.Take(100))
            {
                json.WriteStartObject();
                json.WriteString("id", VisibleText.Of(alias, 200));
                WriteSource(alias, null, json);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    private static void WriteRatings(ReportedVulnerability item, Utf8JsonWriter json)
    {
        json.WriteStartArray("ratings");
        json.WriteStartObject();
        if (item.Cvss is { } cvss)
        {
            json.WriteNumber("score", cvss.Score);
            json.WriteString("severity", FormatText.Word(item.Severity));
            json.WriteString("method", cvss.Version switch { "2.0" => "CVSSv2", "3.0" => "CVSSv3", "3.1" => "CVSSv31", "4.0" => "CVSSv4", _ => "other" });
            json.WriteString("vector", VisibleText.Of(cvss.Vector));
        }
        else
        {
            json.WriteString("severity", FormatText.Word(item.Severity));
            json.WriteString("method", "other");
        }

        json.WriteEndObject();
        foreach (var source in item.Sources.Where(source => source.Affects).Take(100))
        {
            json.WriteStartObject();
            json.WriteStartObject("source");
            json.WriteString("name", VisibleText.Of($"{source.Source} {source.Record}"));
            json.WriteEndObject();
            if (source.Score is { } score)
            {
                json.WriteNumber("score", score);
            }

            json.WriteString("severity", FormatText.Word(source.Severity));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteWeaknesses(ReportedVulnerability item, Utf8JsonWriter json)
    {
        var numbers = item.Cwes.Select(cwe => cwe.StartsWith("CWE-", StringComparison.OrdinalIgnoreCase) && int.TryParse(cwe.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number > 0).Distinct().Order().ToArray();
        if (numbers.Length > 0)
        {
            json.WriteStartArray("cwes");
            foreach (var number in numbers)
            {
                json.WriteNumberValue(number);
            }

            json.WriteEndArray();
        }
    }

    private static void WriteAdvisories(ReportedVulnerability item, Utf8JsonWriter json)
    {
        var pages = item.Sources.Select(source => (source.Record, Address: WebAddress.Canonical(source.Url))).Append((Record: item.Id, Address: WebAddress.Canonical(item.Url)))
            .Where(page => page.Address is not null).DistinctBy(page => page.Address, StringComparer.Ordinal).Take(100).ToArray();
        if (pages.Length > 0)
        {
            json.WriteStartArray("advisories");
            foreach (var (record, address) in pages)
            {
                json.WriteStartObject();
                json.WriteString("title", VisibleText.Of(record, 200));
                json.WriteString("url", address);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    private static void WriteAffected((CheckedPackage Package, ReportedVulnerability Item)[] found, CycloneDxNames names, Utf8JsonWriter json)
    {
        json.WriteStartArray("affects");
        foreach (var (name, item) in found.SelectMany(pair => Affected(pair.Package, pair.Item, names).Select(name => (name, pair.Item))).DistinctBy(pair => pair.name, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("ref", name);
            json.WriteStartArray("versions");
            WriteVersion(item.Affected.Version, "affected", json);
            if (item.SafeUpgrade is { Length: > 0 } safe && safe != item.Affected.Version)
            {
                WriteVersion(safe, "unaffected", json);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteVersion(string version, string status, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("version", VisibleText.Of(version, CycloneDxComponent.LongestVersion));
        json.WriteString("status", status);
        json.WriteEndObject();
    }

    // The components in the package that are what is affected; the package itself where none of them is listed.
    private static string[] Affected(CheckedPackage package, ReportedVulnerability item, CycloneDxNames names)
    {
        var artifacts = item.Affected.Artifacts.ToHashSet(StringComparer.Ordinal);
        var components = artifacts.Count == 0 ? [] : package.Components.Index().Where(component => artifacts.Contains(component.Item.Artifact)).Select(component => names.OfComponents(package)[component.Index]).ToArray();
        return components.Length > 0 ? components : [names.Of(package)];
    }
}
