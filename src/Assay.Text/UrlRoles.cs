using System.Collections.Frozen;
using Assay.Model;

namespace Assay.Text;

/// <summary>Tells URLs that code may contact from those that are documentation, licences, or names of schemas.</summary>
internal static class UrlRoles
{
    public const string Code = "code";
    public const string Documentation = "documentation";
    public const string License = "license";
    public const string Schema = "schema";

    // Hosts whose URLs are names of XML namespaces, schemas and specifications.
    private static readonly FrozenSet<string> SchemaHosts = new[]
    {
        "www.w3.org", "w3.org", "schemas.microsoft.com", "schemas.openxmlformats.org", "schemas.xmlsoap.org", "schemas.datacontract.org", "json-schema.org", "json.schemastore.org", "www.schemastore.org",
        "docs.oasis-open.org", "purl.org", "xmlns.com", "ns.adobe.com", "iptc.org", "schema.org", "tempuri.org", "xml.org", "www.iana.org", "purl.oclc.org", "openoffice.org",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> LicenseHosts = new[]
    {
        "opensource.org", "www.opensource.org", "spdx.org", "creativecommons.org", "choosealicense.com", "unlicense.org",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Words before a URL that make it a hint for the reader of a message.
    private static readonly string[] HintWords = ["see ", "visit ", "refer to", "information", "documentation", "details", "read more", "learn more", "docs:", "help:", "report ", "guide"];

    /// <summary>The role that a whole file gives to its URLs; null when each decides for itself.</summary>
    public static string? OfFile(ArtifactKind kind) => kind switch
    {
        ArtifactKind.License => License,
        ArtifactKind.Documentation or ArtifactKind.XmlDocumentation or ArtifactKind.Html => Documentation,
        ArtifactKind.PackagingPart => Schema,
        ArtifactKind.Nuspec => Documentation,
        _ => null,
    };

    /// <summary>The role of a URL by what it names and what stands before it in the same text.</summary>
    public static string Of(Url url, ReadOnlySpan<char> before)
    {
        if (SchemaHosts.Contains(url.Host) || IsNamespaceDeclaration(before))
        {
            return Schema;
        }

        if (LicenseHosts.Contains(url.Host) || url.Path.Contains("/licenses/", StringComparison.OrdinalIgnoreCase) || url.Path.EndsWith("/LICENSE", StringComparison.OrdinalIgnoreCase))
        {
            return License;
        }

        return IsHint(before) || IsDocumentationHost(url) ? Documentation : Code;
    }

    // xmlns="...", xmlns:x="...", xsi:schemaLocation="...", "$schema": "..."
    private static bool IsNamespaceDeclaration(ReadOnlySpan<char> before)
    {
        var tail = before.Length > 64 ? before[^64..] : before;
        return tail.LastIndexOf("xmlns", StringComparison.Ordinal) is >= 0 and var at && tail[at..].IndexOfAny(' ', '>') < 0
            || tail.Contains("schemaLocation", StringComparison.OrdinalIgnoreCase) || tail.Contains("$schema", StringComparison.Ordinal);
    }

    private static bool IsHint(ReadOnlySpan<char> before)
    {
        // The words stand on the same line: a comment above says nothing of the command below it.
        var tail = before.Length > 160 ? before[^160..] : before;
        tail = tail[(tail.LastIndexOfAny('\r', '\n') + 1)..];
        foreach (var word in HintWords)
        {
            if (tail.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDocumentationHost(Url url) =>
        url.Host is "aka.ms" or "learn.microsoft.com" or "docs.microsoft.com" or "msdn.microsoft.com" or "go.microsoft.com" or "support.microsoft.com" or "stackoverflow.com" or "en.wikipedia.org" or "tools.ietf.org" or "datatracker.ietf.org" or "www.rfc-editor.org"
        || url.Host.StartsWith("docs.", StringComparison.Ordinal)
        || (url.Host == "github.com" && (url.Path.Contains("/issues/", StringComparison.Ordinal) || url.Path.Contains("/pull/", StringComparison.Ordinal) || url.Path.Contains("/blob/", StringComparison.Ordinal) || url.Path.Contains("/wiki", StringComparison.Ordinal)));
}
