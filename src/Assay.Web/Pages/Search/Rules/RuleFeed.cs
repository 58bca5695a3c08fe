using System.Globalization;
using System.Text;
using System.Xml;
using Assay.Community.Index;
using Assay.Model;
using Assay.Reports;
using Assay.Web.Communities;

namespace Assay.Web.Pages.Search.Rules;

/// <summary>A feed (RFC 4287) of versions that newly have a finding.</summary>
internal static class RuleFeed
{
    private const string Namespace = "http://www.w3.org/2005/Atom";

    public static Task WriteAsync(HttpContext context, Rule rule, IReadOnlyList<(PortalCommunity Community, VersionEntry Version)> arrivals, string address)
    {
        var output = new MemoryStream();
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" }))
        {
            var page = address + SiteAddress.Rule(rule.Id);
            xml.WriteStartElement("feed", Namespace);
            xml.WriteElementString("id", Namespace, page + "/feed.atom");
            xml.WriteElementString("title", Namespace, $"Newly: {rule.Title.TrimEnd('.')}");
            // RFC 4287, 4.2.15: of a feed without entries nothing has changed since the first day there could be one.
            xml.WriteElementString("updated", Namespace, arrivals.Count == 0 ? "2026-01-01T00:00:00Z" : arrivals.Max(entry => Moment(entry.Version))!);
            WriteLink(xml, "self", page + "/feed.atom", "application/atom+xml");
            WriteLink(xml, "alternate", page, "text/html");
            xml.WriteStartElement("author", Namespace);
            xml.WriteElementString("name", Namespace, "Assay");
            xml.WriteEndElement();
            foreach (var (community, version) in arrivals)
            {
                WriteEntry(xml, rule, community, version, address);
            }

            xml.WriteEndElement();
        }

        var bytes = output.ToArray();
        return PageBytes.WriteAsync(context, bytes, "application/atom+xml; charset=utf-8", StatusCodes.Status200OK, "private, no-cache", $"\"{PageTag.Of(bytes)}\"");
    }

    private static void WriteEntry(XmlWriter xml, Rule rule, PortalCommunity community, VersionEntry version, string address)
    {
        var page = address + SiteAddress.Package(community.Name, version.Id, version.Version);
        var name = TerminalText.Encode($"{version.Id} {version.Version}");
        xml.WriteStartElement("entry", Namespace);
        xml.WriteElementString("id", Namespace, $"{page}#{rule.Id}");
        xml.WriteElementString("title", Namespace, name);
        xml.WriteElementString("updated", Namespace, Moment(version));
        WriteLink(xml, "alternate", page, "text/html");
        xml.WriteElementString("summary", Namespace, $"{name} of {community.Title} has a finding that the version before does not have: {rule.Title} Verdict: {(version.Verdict is { } verdict ? ReportNamingPolicy.Instance.ConvertName(verdict.ToString()) : "unknown")}.");
        xml.WriteEndElement();
    }

    private static void WriteLink(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    // Feeds tell times in many ways; the index keeps them as yyyy-MM-ddTHH:mm:ssZ.
    private static string Moment(VersionEntry version) =>
        DateTimeOffset.TryParse(version.Published, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var published) && published.Year > 1900
            ? published.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : version.Added + "T00:00:00Z";
}
