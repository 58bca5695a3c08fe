using System.Text;
using System.Xml;
using Assay.Web.Hosting;
using Microsoft.Extensions.Options;

namespace Assay.Web.Pages.Search;

/// <summary>Tells browsers how to search the site (OpenSearch 1.1, draft 6).</summary>
internal static class OpenSearch
{
    private const string Namespace = "http://a9.com/-/spec/opensearch/1.1/";

    // OpenSearch 1.1, "ShortName": at most 16 characters.
    private const int LongestShortName = 16;

    public static Task Answer(HttpContext context, IOptions<PortalOptions> options)
    {
        var (name, address) = (options.Value.Name, PublicAddress.Of(context.Request, options.Value));
        var output = new MemoryStream();
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("OpenSearchDescription", Namespace);
            xml.WriteElementString("ShortName", Namespace, name.Length <= LongestShortName ? name : name[..LongestShortName]);
            xml.WriteElementString("Description", Namespace, $"Packages that {name} has read");
            xml.WriteElementString("InputEncoding", Namespace, "UTF-8");
            WriteUrl(xml, "text/html", address + "/search?q={searchTerms}");
            WriteUrl(xml, "application/json", address + "/search.json?q={searchTerms}&page={startPage?}");
            xml.WriteStartElement("Image", Namespace);
            xml.WriteAttributeString("type", "image/svg+xml");
            xml.WriteString(address + SiteAssets.Address("icon.svg"));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return PageBytes.WriteAsync(context, output.ToArray(), "application/opensearchdescription+xml", StatusCodes.Status200OK, "public, max-age=3600", $"\"{PageTag.Of(output.ToArray())}\"");
    }

    private static void WriteUrl(XmlWriter xml, string type, string template)
    {
        xml.WriteStartElement("Url", Namespace);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("template", template);
        xml.WriteEndElement();
    }
}
