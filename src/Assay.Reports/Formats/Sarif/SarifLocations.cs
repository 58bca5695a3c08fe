using System.Globalization;
using System.Text.Json;
using Assay.Model;

namespace Assay.Reports.Sarif;

/// <summary>Where results are: the line of the repository that names the package, and the places in the package that prove the finding.</summary>
internal sealed class SarifLocations(Utf8JsonWriter json, SarifArtifacts artifacts)
{
    /// <summary>Writes the place to change: the best line that names the package, or the package file.</summary>
    public void WritePrimary(CheckedPackage package)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        if (package.Places is [var best, ..])
        {
            WritePlace(best);
        }
        else
        {
            // Services want a line with every result.
            var (uri, index) = artifacts.PackageFile(package);
            WritePhysical(uri, index, null, () => json.WriteNumber("startLine", 1));
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>Writes the other lines that name the package and the evidence, each with its number.</summary>
    public void WriteRelated(SarifFinding finding, int most)
    {
        var number = 1;
        json.WriteStartArray("relatedLocations");
        foreach (var place in finding.Package.Places.Skip(1).Take(Math.Min(most, CheckedPackage.PathLimit)))
        {
            json.WriteStartObject();
            json.WriteNumber("id", number++);
            WritePlace(place);
            WriteMessage(place.Role switch { "lock" => "States what was resolved", "version" => "Decides the version", "introduces" => "Asks for a package that brings this one along", _ => "Asks for the package" });
            json.WriteEndObject();
        }

        if (finding.Issue is { } issue)
        {
            foreach (var evidence in issue.Evidence.Take(most))
            {
                json.WriteStartObject();
                json.WriteNumber("id", number++);
                WriteEvidence(finding.Package, evidence);
                json.WriteEndObject();
            }
        }
        else
        {
            foreach (var artifact in finding.Vulnerability!.Affected.Artifacts.Take(most))
            {
                json.WriteStartObject();
                json.WriteNumber("id", number++);
                var (uri, index) = artifacts.Inner(finding.Package, artifact);
                WritePhysical(uri, index, null, null);
                WriteMessage(SarifText.Of($"Is {finding.Vulnerability.Affected.Component} {finding.Vulnerability.Affected.Version}"));
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the location of a notification.</summary>
    public void WriteLine(string path, int? line)
    {
        var (uri, index) = artifacts.Manifest(path);
        WritePhysical(uri, index, SarifArtifacts.RepositoryBase, () => json.WriteNumber("startLine", line is >= 1 ? line.Value : 1));
    }

    private void WritePlace(ManifestPlace place)
    {
        var (uri, index) = artifacts.Manifest(place.Path);
        WritePhysical(uri, index, SarifArtifacts.RepositoryBase, () =>
        {
            json.WriteNumber("startLine", place.Line is >= 1 ? place.Line.Value : 1);
            if (place is { Line: >= 1, Column: >= 1 })
            {
                json.WriteNumber("startColumn", place.Column.Value);
            }
        });
    }

    private void WriteEvidence(CheckedPackage package, Evidence evidence)
    {
        var location = evidence.Location;
        var (uri, index) = artifacts.Inner(package, evidence.Artifact);
        WritePhysical(uri, index, null, location.Line is >= 1 || location.ByteOffset is >= 0 ? () => WriteRegion(location) : null);
        WriteLogical(location);
        var offset = location.IlOffset is >= 0 ? string.Create(CultureInfo.InvariantCulture, $" at IL_{location.IlOffset:x4}") : "";
        var source = location.File is { Length: > 0 } file ? $" ({file})" : "";
        WriteMessage(SarifText.Of($"{FormatText.Word(evidence.Kind)} {evidence.Value}{offset}{source}{(evidence.Relation is { } relation ? ", " + relation : "")}"));
    }

    private void WriteRegion(ReportedLocation location)
    {
        if (location.Line is not >= 1)
        {
            json.WriteNumber("byteOffset", location.ByteOffset!.Value);
            return;
        }

        json.WriteNumber("startLine", location.Line.Value);
        if (location.Column is >= 1)
        {
            json.WriteNumber("startColumn", location.Column.Value);
        }

        if (location.EndLine is { } endLine && endLine >= location.Line)
        {
            json.WriteNumber("endLine", endLine);
            if (location.EndColumn is { } endColumn && endColumn >= 1 && (endLine > location.Line || endColumn >= (location.Column ?? 1)))
            {
                json.WriteNumber("endColumn", endColumn);
            }
        }
    }

    // SARIF 2.1.0, 3.33.7: what a place is within code.
    private void WriteLogical(ReportedLocation location)
    {
        var (name, qualified, kind) = location switch
        {
            { Type: { } type, Method: { } method } => (method, $"{type}::{method}", "function"),
            { Method: { } method } => (method, method, "function"),
            { Type: { } type } => (type, type, "type"),
            { XPath: { } path } => (path, path, "element"),
            _ => ("", "", ""),
        };
        if (kind.Length > 0)
        {
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            json.WriteString("name", VisibleText.Of(name));
            json.WriteString("fullyQualifiedName", VisibleText.Of(qualified));
            json.WriteString("kind", kind);
            json.WriteEndObject();
            json.WriteEndArray();
        }
    }

    private void WritePhysical(string uri, int index, string? baseId, Action? region)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", uri);
        if (baseId is not null)
        {
            json.WriteString("uriBaseId", baseId);
        }

        json.WriteNumber("index", index);
        json.WriteEndObject();
        if (region is not null)
        {
            json.WriteStartObject("region");
            region();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteMessage(string text)
    {
        json.WriteStartObject("message");
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
