using System.Text.Json;
using Assay.Model;
using Assay.Reports.Html;

namespace Assay.Reports.Spdx;

/// <summary>Writes the packages of a document: projects, packages, and the components that were identified in packages.</summary>
internal sealed class SpdxPackages
{
    private const string NoAssertion = "NOASSERTION";

    private readonly CheckReport _report;
    private readonly SpdxNames _names;
    private readonly string _created;

    public SpdxPackages(CheckReport report, SpdxNames names)
    {
        (_report, _names) = (report, names);
        _created = Instant.Of(report) ?? Instant.Unknown;
        Creator = VisibleText.Of($"Tool: {report.Tool.Name}-{report.Tool.Version}");
    }

    /// <summary>Who made the document and its annotations.</summary>
    public string Creator { get; }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("packages");
        for (var i = 0; i < _report.Projects.Count; i++)
        {
            var project = _report.Projects[i];
            Begin(json, _names.OfProject(i), project.Name, null, "APPLICATION");
            json.WriteString("sourceInfo", VisibleText.Of($"{project.Path} ({project.Kind}, {project.Resolution})"));
            WriteLicenses(json, null, null);
            json.WriteEndObject();
        }

        foreach (var package in _report.Packages)
        {
            Write(package, json);
            json.Flush();
            foreach (var (index, component) in package.Components.Index())
            {
                Write(package, component, _names.OfComponents(package)[index], json);
            }
        }

        json.WriteEndArray();
    }

    private void Write(CheckedPackage package, Utf8JsonWriter json)
    {
        var described = package.Package;
        Begin(json, _names.Of(package), described.Id, described.Version, described.Community is null ? "FILE" : "LIBRARY");
        if (described.Description is { Length: > 0 } description)
        {
            json.WriteString("description", VisibleText.Of(description));
        }

        if (WebAddress.Canonical(described.ProjectUrl) is { } page)
        {
            json.WriteString("homepage", page);
        }

        if (described.Repository?.Commit is { Length: > 0 } commit)
        {
            json.WriteString("sourceInfo", VisibleText.Of($"Declared source: {described.Repository.Url} at {commit}"));
        }

        WriteChecksum(json, described.Sha256);
        WriteLicenses(json, LicenseText.Declared(described), LicenseText.Recognized(described));
        WriteReferences(json, described.Purl, package.Vulnerabilities.Items.Where(item => item.Affected.Artifacts.Count == 0));
        WriteAnnotations(json, package);
        json.WriteEndObject();
    }

    private static void Write(CheckedPackage package, ReportedComponent component, string name, Utf8JsonWriter json)
    {
        Begin(json, name, component.Name, component.Version, "LIBRARY");
        json.WriteString("packageFileName", VisibleText.Of(component.Artifact));
        json.WriteString("sourceInfo", VisibleText.Of($"Identified by {component.IdentifiedBy}, {component.Confidence}"));
        WriteChecksum(json, component.Sha256);
        WriteLicenses(json, null, null);
        WriteReferences(json, component.Purl, package.Vulnerabilities.Items.Where(item => item.Affected.Artifacts.Contains(component.Artifact, StringComparer.Ordinal)));
        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json, string name, string title, string? version, string purpose)
    {
        json.WriteStartObject();
        json.WriteString("SPDXID", name);
        json.WriteString("name", VisibleText.Of(title));
        if (version is { Length: > 0 })
        {
            json.WriteString("versionInfo", VisibleText.Of(version));
        }

        json.WriteString("downloadLocation", NoAssertion);
        json.WriteBoolean("filesAnalyzed", false);
        json.WriteString("primaryPackagePurpose", purpose);
    }

    // What a document does not know of a licence it does not guess (SPDX 2.3, 7.13 and 7.15).
    private static void WriteLicenses(Utf8JsonWriter json, string? declared, string? concluded)
    {
        json.WriteString("licenseConcluded", concluded ?? NoAssertion);
        json.WriteString("licenseDeclared", declared ?? NoAssertion);
        json.WriteString("copyrightText", NoAssertion);
    }

    private static void WriteChecksum(Utf8JsonWriter json, string sha256)
    {
        if (Digest.IsSha256(sha256))
        {
            json.WriteStartArray("checksums");
            json.WriteStartObject();
            json.WriteString("algorithm", "SHA256");
            json.WriteString("checksumValue", sha256.ToLowerInvariant());
            json.WriteEndObject();
            json.WriteEndArray();
        }
    }

    private static void WriteReferences(Utf8JsonWriter json, string? purl, IEnumerable<ReportedVulnerability> vulnerabilities)
    {
        var references = new List<(string Category, string Type, string Locator, string? Comment)>();
        if (PackageUrl.Parse(purl) is { } parsed)
        {
            references.Add(("PACKAGE-MANAGER", "purl", parsed.ToString(), null));
        }

        references.AddRange(vulnerabilities.Select(item => (item, Address: WebAddress.Canonical(item.Url))).Where(pair => pair.Address is not null).DistinctBy(pair => (pair.item.Id, pair.Address))
            .Select(pair => ("SECURITY", "advisory", pair.Address!, (string?)VisibleText.Of($"{pair.item.Id} ({FormatText.Severity(pair.item.Severity)}). {FormatText.Fix(pair.item)}"))));
        if (references.Count == 0)
        {
            return;
        }

        json.WriteStartArray("externalRefs");
        foreach (var (category, type, locator, comment) in references)
        {
            json.WriteStartObject();
            json.WriteString("referenceCategory", category);
            json.WriteString("referenceType", type);
            json.WriteString("referenceLocator", locator);
            if (comment is not null)
            {
                json.WriteString("comment", comment);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteAnnotations(Utf8JsonWriter json, CheckedPackage package)
    {
        string[] comments =
        [
            $"Verdict: {FormatText.Word(package.Verdict.Status)}. {string.Join(' ', package.Verdict.Reasons)}",
            .. FormatText.NotAnalysed(package) is { } reason ? new[] { reason } : [],
            .. package.Issues.Take(1_000).Select(issue => $"Issue {issue.Id} ({FormatText.Word(issue.Assessment)}: {FormatText.Word(issue.Status)}, {FormatText.Word(issue.Severity)} severity{(issue.IsSuppressed() ? ", suppressed" : "")}): {issue.Title}"),
            .. package.Vulnerabilities.Items.Where(item => WebAddress.Canonical(item.Url) is null).Select(item => $"Known vulnerability {item.Id} of {item.Affected.Component} {item.Affected.Version} ({FormatText.Severity(item.Severity)}). {FormatText.Fix(item)}"),
        ];
        json.WriteStartArray("annotations");
        foreach (var comment in comments)
        {
            json.WriteStartObject();
            json.WriteString("annotationDate", _created);
            json.WriteString("annotationType", "OTHER");
            json.WriteString("annotator", Creator);
            json.WriteString("comment", VisibleText.Of(comment));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
