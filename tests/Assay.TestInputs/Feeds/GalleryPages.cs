using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Assay.TestInputs;

/// <summary>The documents of the V2 protocol, as the PowerShell Gallery writes them.</summary>
internal sealed partial class GalleryPages(FeedServer server)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Data = "http://schemas.microsoft.com/ado/2007/08/dataservices";
    private static readonly XNamespace Metadata = "http://schemas.microsoft.com/ado/2007/08/dataservices/metadata";

    private int _answers;

    public LoopbackResponse? Respond(LoopbackRequest request, string place)
    {
        if (PackagePlace().Match(place) is { Success: true } exact)
        {
            return server.Find(Unquote(exact.Groups["id"].Value), Unquote(exact.Groups["version"].Value)) is { } found
                ? FeedServer.Document(request, Bytes(Entry(found)), "application/atom+xml")
                : null;
        }

        return place.Split('/') switch
        {
            ["FindPackagesById()"] => Rows(request, server.Packages.Where(package => string.Equals(package.Id, Unquote((request.Query("id") ?? "''")[1..^1]), StringComparison.OrdinalIgnoreCase))),
            ["Packages()"] or ["Packages"] => Rows(request, server.Packages),
            ["Search()"] => Rows(request, server.Packages.Where(package => package.Listed && !package.IsScript && Matches(request, package))),
            ["items", "psscript", "Search()"] => Rows(request, server.Packages.Where(package => package.Listed && package.IsScript && Matches(request, package))),
            ["package", var id, var version] => new LoopbackResponse(302, []).With("Location", $"{server.Root}api/v2/content/{id}/{version}"),
            ["content", var id, var version] => FeedServer.Package(request, server.Find(id, version)),
            _ => null,
        };
    }

    private static bool Matches(LoopbackRequest request, ServedPackage package) =>
        package.Id.Contains((request.Query("searchTerm") ?? "''").Trim('\''), StringComparison.OrdinalIgnoreCase) && (!package.IsPrerelease || request.Query("includePrerelease") == "true");

    private LoopbackResponse Rows(LoopbackRequest request, IEnumerable<ServedPackage> packages)
    {
        var filter = request.Query("$filter") ?? "";
        if (server.RefusesComparedFlags && filter.Contains("Version eq true", StringComparison.Ordinal))
        {
            return new LoopbackResponse(400, []);
        }

        if (server.NeedsComparedFlags && filter.EndsWith("Version", StringComparison.Ordinal))
        {
            packages = [];
        }

        var number = Interlocked.Increment(ref _answers);
        ServedPackage[] rows = [.. packages.Where(package => Holds(filter, package) && !server.Flickers(number, package)).OrderBy(package => package.Id, StringComparer.OrdinalIgnoreCase).ThenBy(package => package.Order)];
        var skip = int.Parse(request.Query("$skip") ?? "0", CultureInfo.InvariantCulture);
        var top = int.Parse(request.Query("$top") ?? "1000000", CultureInfo.InvariantCulture);
        ServedPackage[] page = [.. rows.Skip(skip).Take(Math.Min(top, server.RowsPerPage))];
        var feed = new XElement(
            Atom + "feed",
            new XAttribute(XNamespace.Xmlns + "d", Data),
            new XAttribute(XNamespace.Xmlns + "m", Metadata),
            new XAttribute(XNamespace.Xml + "base", server.Gallery),
            request.Query("$inlinecount") == "allpages" ? new XElement(Metadata + "count", rows.Length) : null,
            new XElement(Atom + "title", "Packages"),
            page.Select(Entry));
        if (skip + page.Length < rows.Length && page.Length < top)
        {
            feed.Add(Link(request, skip + page.Length, top - page.Length));
        }
        else if (server.RepeatsRows && top > rows.Length && rows.Length > 0)
        {
            feed.Add(Link(request, 0, top - 1));
        }

        return FeedServer.Document(request, Bytes(feed), "application/atom+xml;type=feed");
    }

    private XElement Link(LoopbackRequest request, int skip, int top)
    {
        var kept = (request.Path.Split('?', 2).ElementAtOrDefault(1) ?? "").Split('&').Where(part => !part.StartsWith("$skip", StringComparison.Ordinal) && !part.StartsWith("%24skip", StringComparison.Ordinal) && !part.StartsWith("$top", StringComparison.Ordinal) && !part.StartsWith("%24top", StringComparison.Ordinal));
        return new XElement(Atom + "link", new XAttribute("rel", "next"), new XAttribute("href", string.Create(CultureInfo.InvariantCulture, $"{server.Root.TrimEnd('/')}{request.Path.Split('?')[0]}?{string.Join('&', kept)}&$skip={skip}&$top={top}")));
    }

    private XElement Entry(ServedPackage package)
    {
        ServedPackage[] versions = [.. server.Packages.Where(other => other.LowerId == package.LowerId)];
        var listed = versions.Where(other => other.Listed).ToArray();
        return new XElement(
            Atom + "entry",
            new XElement(Atom + "id", $"{server.Gallery}/Packages(Id='{Uri.EscapeDataString(package.Id)}',Version='{package.Version}')"),
            new XElement(Atom + "title", package.Id),
            new XElement(Atom + "updated", ServedPackage.Instant(package.Created)),
            new XElement(Atom + "content", new XAttribute("type", "application/zip"), new XAttribute("src", $"{server.Gallery}/package/{Uri.EscapeDataString(package.Id)}/{package.Version}")),
            new XElement(
                Metadata + "properties",
                new XElement(Data + "Id", package.Id),
                new XElement(Data + "Version", package.Version),
                new XElement(Data + "NormalizedVersion", package.Version),
                new XElement(Data + "Copyright", new XAttribute(Metadata + "null", "true")),
                Value("Created", "Edm.DateTime", Local(package.Created)),
                Value("Published", "Edm.DateTime", Local(package.Published)),
                Value("DownloadCount", "Edm.Int64", versions.Sum(other => other.Downloads)),
                Value("VersionDownloadCount", "Edm.Int64", package.Downloads),
                Value("IsLatestVersion", "Edm.Boolean", IsLatest(package, listed)),
                Value("IsAbsoluteLatestVersion", "Edm.Boolean", package.Listed && listed.MaxBy(other => other.Order) == package),
                Value("IsPrerelease", "Edm.Boolean", package.IsPrerelease),
                Value("PackageSize", "Edm.Int64", package.Content.Length),
                new XElement(Data + "PackageHash", package.Hash),
                new XElement(Data + "PackageHashAlgorithm", "SHA512"),
                new XElement(Data + "Tags", " " + string.Join(' ', package.Tags) + " "),
                new XElement(Data + "Owners", string.Join(", ", package.Owners)),
                package.Tags.Contains("PSModule") || package.IsScript ? new XElement(Data + "ItemType", package.IsScript ? "Script" : "Module") : null));
    }

    private static bool IsLatest(ServedPackage package, ServedPackage[] listed) =>
        package.Listed && listed.Where(other => !other.IsPrerelease).MaxBy(other => other.Order) == package;

    private static XElement Value(string name, string type, object value) => new(Data + name, new XAttribute(Metadata + "type", type), value);

    private static string Local(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private bool Holds(string filter, ServedPackage package) =>
        filter.Length == 0 || filter.Split(" and ").All(part => part.Trim().Trim('(', ')').Split(" or ").Any(term => HoldsTerm(term.Trim(), package)));

    private bool HoldsTerm(string term, ServedPackage package)
    {
        ServedPackage[] listed = [.. server.Packages.Where(other => other.LowerId == package.LowerId && other.Listed)];
        return term.Replace(" eq true", "", StringComparison.Ordinal) switch
        {
            "IsLatestVersion" => IsLatest(package, listed),
            "IsAbsoluteLatestVersion" => package.Listed && listed.MaxBy(other => other.Order) == package,
            var text when text.StartsWith("Id eq '", StringComparison.Ordinal) => string.Equals(package.Id, Unquote(text["Id eq '".Length..^1]), StringComparison.OrdinalIgnoreCase),
            var text => throw new NotSupportedException(text),
        };
    }

    private static string Unquote(string text) => text.Replace("''", "'", StringComparison.Ordinal);

    private static byte[] Bytes(XElement document) => Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?>" + document.ToString(SaveOptions.DisableFormatting));

    [GeneratedRegex("^Packages\\(Id='(?<id>.*)',Version='(?<version>.*)'\\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PackagePlace();
}
