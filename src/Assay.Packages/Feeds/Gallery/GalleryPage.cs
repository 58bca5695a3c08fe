using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml;
using Assay.Model;

namespace Assay.Packages.Feeds;

/// <summary>One answer of a V2 feed: an Atom feed, or a single entry.</summary>
/// <param name="Entries">The entries that name a version, in their order.</param>
/// <param name="Rows">All entries, those that were left out too.</param>
/// <param name="Count">How many rows the query has; null when the feed does not say.</param>
/// <param name="Next">The page after this; null when the feed names none.</param>
internal sealed record GalleryPage(IReadOnlyList<GalleryEntry> Entries, int Rows, long? Count, Uri? Next)
{
    private const int Depth = FixedLimits.FeedDepth;
    private const int Elements = DocumentLimits.FeedElements;
    private const string Base = "http://www.w3.org/XML/1998/namespace";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "Id", "Version", "NormalizedVersion", "Published", "Created", "Listed", "DownloadCount", "PackageHash", "PackageHashAlgorithm", "PackageSize", "ItemType", "Tags", "Owners" };

    /// <summary>Reads an answer; throws when it is no feed.</summary>
    public static GalleryPage Read(ReadOnlyMemory<byte> content, Uri address, FeedSource source, FeedLimits limits)
    {
        try
        {
            using var reader = XmlReader.Create(Open(content), new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersFromEntities = 1024,
                MaxCharactersInDocument = limits.DocumentBytes,
            });
            return Read(reader, address) ?? throw NoFeed(source, address, null);
        }
        catch (Exception exception) when (exception is XmlException or ArgumentException or DecoderFallbackException or NotSupportedException or InvalidOperationException)
        {
            // Unknown encodings come as other exceptions than broken text.
            throw NoFeed(source, address, exception);
        }
    }

    private static GalleryPage? Read(XmlReader reader, Uri address)
    {
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName is not ("feed" or "entry"))
        {
            return null;
        }

        var place = Uri.TryCreate(reader.GetAttribute("base", Base), UriKind.Absolute, out var stated) ? stated : address;
        var entries = new List<GalleryEntry>();
        var (rows, elements) = (0, 0);
        long? count = null;
        Uri? next = null;
        do
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (reader.Depth >= Depth || ++elements > Elements)
            {
                return null;
            }

            switch (reader.LocalName)
            {
                case "entry":
                    rows++;
                    if (ReadEntry(reader, place, ref elements) is { } entry)
                    {
                        entries.Add(entry);
                    }

                    break;
                case "count":
                    count = long.TryParse(ReadText(reader, ref elements), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
                    break;
                case "link" when reader.GetAttribute("rel") == "next":
                    next = Uri.TryCreate(place, reader.GetAttribute("href"), out var link) ? link : null;
                    break;
            }
        }
        while (elements <= Elements && reader.Read());

        return elements > Elements ? null : new GalleryPage(entries, rows, count, next);
    }

    // Ends at the end of the entry.
    private static GalleryEntry? ReadEntry(XmlReader reader, Uri place, ref int elements)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        string? title = null;
        Uri? content = null;
        var depth = reader.Depth;
        if (reader.IsEmptyElement)
        {
            return null;
        }

        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (reader.Depth >= Depth || ++elements > Elements)
            {
                throw new XmlException("Too many or too deep elements.");
            }

            var level = reader.Depth - depth;
            switch (reader.LocalName)
            {
                case "title" when level == 1:
                    title = ReadText(reader, ref elements);
                    break;
                case "content" when level == 1:
                    content = Uri.TryCreate(place, reader.GetAttribute("src"), out var link) ? link : null;
                    break;
                case var name when Known.Contains(name):
                    // The last one of a name holds, as long as it says something.
                    if (ReadText(reader, ref elements) is { Length: > 0 } text)
                    {
                        properties[name] = text;
                    }

                    break;
            }
        }

        return GalleryEntry.Read(properties, title, content);
    }

    // Ends at the end of the element; longer text than a listing keeps is cut.
    private static string ReadText(XmlReader reader, ref int elements)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }

        var text = new StringBuilder();
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element && (reader.Depth >= Depth || ++elements > Elements))
            {
                throw new XmlException("Too many or too deep elements.");
            }

            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace && text.Length < FeedLimits.TextLength)
            {
                text.Append(reader.Value.AsSpan(0, Math.Min(reader.Value.Length, FeedLimits.TextLength - text.Length)));
            }
        }

        return text.ToString().Trim();
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> content) => MemoryMarshal.TryGetArray(content, out var segment)
        ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
        : new MemoryStream(content.ToArray(), writable: false);

    private static FeedException NoFeed(FeedSource source, Uri address, Exception? cause) =>
        new(SubjectError.SourceUnreachable, $"Source '{source.Name}' answered with something that is no V2 feed at {address.GetLeftPart(UriPartial.Path)}.", cause);
}
