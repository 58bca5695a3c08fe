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
    public const string Certificate = "certificate";

    // Hosts whose URLs are names of XML namespaces, schemas and specifications.
    private static readonly FrozenSet<string> SchemaHosts = new[]
    {
        "www.w3.org", "w3.org", "schemas.microsoft.com", "schemas.openxmlformats.org", "schemas.xmlsoap.org", "schemas.datacontract.org", "json-schema.org", "json.schemastore.org", "www.schemastore.org",
        "docs.oasis-open.org", "purl.org", "xmlns.com", "ns.adobe.com", "iptc.org", "schema.org", "tempuri.org", "xml.org", "www.iana.org", "purl.oclc.org", "openoffice.org", "manifests.microsoft.com", "spec.openapis.org",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Hosts that name schemas beside other things, with what the path of those begins with.
    private static readonly (string Host, string Path)[] SchemaPaths =
    [
        ("james.newtonking.com", "/projects/json"), ("s3.amazonaws.com", "/doc/"), ("microsoft.com", "/schemas/"), ("microsoft.com", "/wsdl/"), ("opentelemetry.io", "/schemas/"), ("nlog-project.org", "/"), ("www.nlog-project.org", "/schemas/"),
        ("quartznet.sourceforge.net", "/"), ("www.sonarsource.com", "/msbuild/"), ("nodatime.org", "/api/"), ("github.com", "/avaloniaui"), ("log4net.apache.org", "/"), ("logging.apache.org", "/log4net/"), ("logging.apache.org", "/log4j/"), ("uri.etsi.org", "/"), ("gionkunz.github.com", "/chartist-js/ct"),
    ];

    // Hosts that hold pages for people about a product.
    private static readonly FrozenSet<string> DocumentationHosts = new[]
    {
        "aka.ms", "learn.microsoft.com", "docs.microsoft.com", "msdn.microsoft.com", "go.microsoft.com", "support.microsoft.com", "stackoverflow.com", "en.wikipedia.org", "tools.ietf.org", "datatracker.ietf.org", "www.rfc-editor.org", "www.ietf.org",
        "developer.mozilla.org", "developer.android.com", "developer.apple.com", "developers.google.com", "developers.cloudflare.com", "protobuf.dev", "google.aip.dev", "www.unicode.org", "semver.org", "caniuse.com", "crbug.com", "bugs.chromium.org",
        "issues.chromium.org", "medium.com", "reactjs.org", "react.dev", "angular.dev",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Hosts that have such pages beside other things, with what the path of those begins with.
    private static readonly (string Host, string Path)[] DocumentationPaths =
    [
        ("www.selenium.dev", "/documentation/"), ("www.selenium.dev", "/selenium/docs/"), ("redis.io", "/commands/"), ("stackexchange.github.io", "/"), ("seredis.dev", "/"), ("xunit.net", "/"), ("www.quartz-scheduler.net", "/documentation/"),
        ("www.mongodb.com", "/docs/"), ("www.mongodb.com", "/supportability/"), ("www.rabbitmq.com", "/"), ("luckypennysoftware.com", "/"), ("www.newtonsoft.com", "/json/help/"),
    ];

    // Words that make sentences and no commands: two of them before a URL make it a part of one.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> SentenceWords = new[]
    {
        "the", "a", "an", "you", "your", "please", "is", "are", "was", "this", "that", "these", "of", "be", "been", "can", "could", "cannot", "must", "should", "more", "has", "have", "will", "may", "at", "about", "we", "our", "its", "it", "by",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string> LicenseHosts = new[]
    {
        "opensource.org", "www.opensource.org", "spdx.org", "creativecommons.org", "choosealicense.com", "unlicense.org",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Words before a URL that make it a hint for the reader of a message.
    private static readonly string[] HintWords = ["see ", "visit ", "refer to", "information", "documentation", "details", "read more", "learn more", "docs:", "help:", "report ", "guide", "clang version", "LLD "];

    /// <summary>The role that a whole file gives to its URLs; null when each decides for itself.</summary>
    public static string? OfFile(ArtifactKind kind) => kind switch
    {
        ArtifactKind.License => License,
        ArtifactKind.Documentation or ArtifactKind.XmlDocumentation or ArtifactKind.Html => Documentation,
        ArtifactKind.PackagingPart => Schema,
        ArtifactKind.Nuspec => Documentation,
        _ => null,
    };

    /// <summary>The role that the beginning of a file gives to its URLs, where the kind does not tell: lists of components name the pages of these, maps of sources carry the source.</summary>
    public static string? OfBeginning(ArtifactKind kind, ReadOnlySpan<byte> text)
    {
        if (kind != ArtifactKind.Json)
        {
            return null;
        }

        // CycloneDX "bomFormat", SPDX "spdxVersion", ECMA-426 "mappings" beside "sources".
        var beginning = text[..Math.Min(text.Length, 2048)];
        return beginning.IndexOf("\"bomFormat\""u8) >= 0 || beginning.IndexOf("\"spdxVersion\""u8) >= 0 || (beginning.IndexOf("\"version\""u8) >= 0 && beginning.IndexOf("\"sources\""u8) >= 0) ? Documentation : null;
    }

    /// <summary>True when a comment of XML is open at this offset; of a longer one only the last part is looked at.</summary>
    public static bool IsInXmlComment(ReadOnlySpan<byte> text, int offset)
    {
        const int longest = 2048;
        var before = text[Math.Max(0, offset - longest)..offset];
        return before.LastIndexOf("<!--"u8) is >= 0 and var open && before[open..].IndexOf("-->"u8) < 0;
    }

    /// <summary>True when a comment stands before a URL in a line of source that is searched only.</summary>
    public static bool IsInComment(ReadOnlySpan<char> before)
    {
        var line = before[(before.LastIndexOfAny('\r', '\n') + 1)..];
        var start = line.TrimStart("\uFEFF \t");
        if (start.StartsWith("//") || start.StartsWith("/*") || start.StartsWith("* ") || start.StartsWith("# ") || start.StartsWith("-- ") || start.StartsWith("' "))
        {
            return true;
        }

        var mark = line.IndexOf(" //", StringComparison.Ordinal);
        return mark >= 0 && line[..mark].IndexOfAny('"', '\'', '`') < 0;
    }

    /// <summary>The role of a URL by what it names and what stands before it in the same text.</summary>
    public static string Of(Url url, ReadOnlySpan<char> before)
    {
        if (SchemaHosts.Contains(url.Host) || IsNamespaceDeclaration(before) || IsSchemaName(url))
        {
            return Schema;
        }

        if (LicenseHosts.Contains(url.Host) || url.Path.Contains("/licenses/", StringComparison.OrdinalIgnoreCase) || IsLicenseFile(url.Path))
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

    // Names of namespaces, vocabularies and grammars, by how such names are made.
    private static bool IsSchemaName(Url url)
    {
        if (url.Path.EndsWith(".dtd", StringComparison.OrdinalIgnoreCase) || url.Path.EndsWith(".xsd", StringComparison.OrdinalIgnoreCase)
            || (url is { Scheme: "http", Query: null } && (url.Host.StartsWith("schemas.", StringComparison.Ordinal) || url.Host.StartsWith("schema.", StringComparison.Ordinal) || url.Host.StartsWith("xmlns.", StringComparison.Ordinal))))
        {
            return true;
        }

        return IsOneOf(SchemaPaths, url);
    }

    // LICENSE, LICENSE-MIT, license.txt
    private static bool IsLicenseFile(string path)
    {
        var file = path.AsSpan(path.LastIndexOf('/') + 1);
        return (file.StartsWith("LICENSE", StringComparison.OrdinalIgnoreCase) || file.StartsWith("LICENCE", StringComparison.OrdinalIgnoreCase))
            && (file.Length == 7 || file[7] == '-' || file[7..].Equals(".txt", StringComparison.OrdinalIgnoreCase) || file[7..].Equals(".md", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsOneOf((string Host, string Path)[] places, Url url)
    {
        foreach (var (host, path) in places)
        {
            if (url.Host == host && url.Path.StartsWith(path, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
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

        return IsSentence(tail);
    }

    // "You can obtain one at ": different words, so that no repeated option counts.
    private static bool IsSentence(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> first = default;
        foreach (var range in line.Split(' '))
        {
            var word = line[range].TrimEnd(".,:;!?");
            if (SentenceWords.Contains(word))
            {
                if (first.Length > 0 && !first.Equals(word, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }

                first = word;
            }
        }

        return false;
    }

    private static bool IsDocumentationHost(Url url) =>
        DocumentationHosts.Contains(url.Host) || IsOneOf(DocumentationPaths, url)
        || url.Host.StartsWith("docs.", StringComparison.Ordinal)
        || (url.Host == "github.com" && (url.Path.Contains("/issues/", StringComparison.Ordinal) || url.Path.EndsWith("/issues", StringComparison.Ordinal) || url.Path.Contains("/pull/", StringComparison.Ordinal) || url.Path.Contains("/blob/", StringComparison.Ordinal) || url.Path.Contains("/wiki", StringComparison.Ordinal) || url.Path.Contains("/discussions/", StringComparison.Ordinal)))
        || (url.Host.EndsWith(".github.io", StringComparison.Ordinal) && url.Path.Contains("/docs/", StringComparison.Ordinal));
}
