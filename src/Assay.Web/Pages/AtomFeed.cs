using System.Globalization;
using System.Text;
using System.Xml;
using Assay.Community.Index;
using Assay.Reports;

namespace Assay.Web.Pages;

/// <summary>News as a feed (Atom, RFC 4287). Texts may be those of packages: they are made visible and encoded.</summary>
internal sealed record AtomFeed
{
    private const string Namespace = "http://www.w3.org/2005/Atom";

    // RFC 4287, 4.2.15: of a feed without entries nothing has changed since the first day there could be one.
    private const string Never = "2026-01-01T00:00:00Z";

    /// <summary>Names the feed for ever (4.2.6).</summary>
    public required string Id { get; init; }
    /// <summary>What it is about.</summary>
    public required string Title { get; init; }
    /// <summary>Who says it.</summary>
    public required string Author { get; init; }
    /// <summary>Its own address.</summary>
    public required string Address { get; init; }
    /// <summary>The address of the page that it is about.</summary>
    public required string Page { get; init; }
    /// <summary>The news, the newest first.</summary>
    public required IReadOnlyList<AtomEntry> Entries { get; init; }

    /// <summary>When a version came (RFC 3339). Feeds tell times in many ways, and some say 1900 of what they hide.</summary>
    public static string Moment(VersionEntry version) =>
        DateTimeOffset.TryParse(version.Published, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var published) && published.Year > 1900
            ? published.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : version.Added + "T00:00:00Z";

    /// <summary>Writes it in UTF-8.</summary>
    public byte[] Write()
    {
        var output = new MemoryStream();
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("feed", Namespace);
            Text(xml, "id", Id);
            Text(xml, "title", Title);
            Text(xml, "updated", Entries.Count == 0 ? Never : Entries.Max(entry => entry.Updated)!);
            xml.WriteStartElement("author", Namespace);
            Text(xml, "name", Author);
            xml.WriteEndElement();
            Link(xml, "self", "application/atom+xml", Address);
            Link(xml, "alternate", "text/html", Page);
            foreach (var entry in Entries)
            {
                xml.WriteStartElement("entry", Namespace);
                Text(xml, "id", entry.Id);
                Text(xml, "title", entry.Title);
                Text(xml, "updated", entry.Updated);
                Link(xml, "alternate", "text/html", entry.Page);
                Text(xml, "summary", entry.Summary);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return output.ToArray();
    }

    private static void Link(XmlWriter xml, string relation, string type, string address)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string element, string text) => xml.WriteElementString(element, Namespace, TerminalText.Encode(text));
}

/// <summary>A piece of news.</summary>
/// <param name="Id">Names it for ever.</param>
/// <param name="Title">What came.</param>
/// <param name="Updated">When (RFC 3339).</param>
/// <param name="Page">Address of its page.</param>
/// <param name="Summary">What it says.</param>
internal sealed record AtomEntry(string Id, string Title, string Updated, string Page, string Summary);
