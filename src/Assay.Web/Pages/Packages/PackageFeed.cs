using System.Text;
using System.Xml;
using Assay.Community.Index;
using Assay.Reports;
using Assay.Web.Communities;

namespace Assay.Web.Pages.Packages;

/// <summary>The versions of a package as news (Atom, RFC 4287), the newest first.</summary>
internal static class PackageFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const int Entries = 50;

    /// <summary>Writes the feed.</summary>
    /// <param name="site">The address under which people reach the site, without a slash at its end.</param>
    /// <param name="name">What the site is called.</param>
    /// <param name="community">The community.</param>
    /// <param name="versions">The versions, the highest first; at least one.</param>
    /// <param name="rules">The rules that are named.</param>
    public static byte[] Write(string site, string name, PortalCommunity community, IReadOnlyList<VersionEntry> versions, ShownRules rules)
    {
        var id = versions[0].Id;
        var newest = versions.OrderByDescending(Updated, StringComparer.Ordinal).ThenByDescending(entry => entry.Number).Take(Entries).ToArray();
        var address = PackageAddress.Of(community.Name, id);
        var output = new MemoryStream();
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("feed", Atom);
            Text(xml, "id", Name(community, id, null));
            Text(xml, "title", $"{id}: versions and verdicts");
            Text(xml, "updated", Updated(newest[0]));
            Author(xml, name);
            Link(xml, "self", "application/atom+xml", $"{site}{address}/feed.atom");
            Link(xml, "alternate", "text/html", site + address);
            foreach (var version in newest)
            {
                xml.WriteStartElement("entry", Atom);
                Text(xml, "id", Name(community, id, version.Version));
                Text(xml, "title", $"{id} {version.Version}: {VersionTable.VerdictOf(version).Word}");
                Text(xml, "updated", Updated(version));
                Link(xml, "alternate", "text/html", site + PackageAddress.Of(community.Name, id, version.Version));
                Text(xml, "summary", Summary(VersionChange.Against(versions, version, rules)));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return output.ToArray();
    }

    // A package URL names the same thing for ever, whatever the site is called (RFC 4287, 4.2.6).
    private static string Name(PortalCommunity community, string id, string? version) =>
        $"pkg:{community.Name}/{PackageAddress.Part(id)}{(version is null ? "" : "@" + PackageAddress.Part(version))}";

    // RFC 3339, as RFC 4287, 3.3 asks for.
    private static string Updated(VersionEntry version) => version.Published ?? version.Added + "T00:00:00Z";

    private static string Summary(VersionChange? change) => change switch
    {
        null => "Nothing before it to compare with.",
        { IsEmpty: true } => $"Does what {change.Before.Version} does, with the same issues.",
        _ => $"Against {change.Before.Version}: {Quantity.Of(change.NewBehaviors.Count, "new behavior")}, {change.GoneBehaviors.Count} gone; {Quantity.Of(change.NewIssues.Count, "new issue")}, {change.GoneIssues.Count} gone.",
    };

    private static void Author(XmlWriter xml, string name)
    {
        xml.WriteStartElement("author", Atom);
        Text(xml, "name", name);
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string type, string address)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string element, string text) => xml.WriteElementString(element, Atom, TerminalText.Encode(text));
}
