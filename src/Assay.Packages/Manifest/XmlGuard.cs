using System.Xml;
using Assay.Model;

namespace Assay.Packages.Manifest;

/// <summary>Measures an XML document with a streaming reader, before a tree is built from it.</summary>
/// <remarks>Building a tree is quadratic in nesting depth under a default namespace: 100,000 levels (2 KB packed) take a minute.</remarks>
internal static class XmlGuard
{
    private const int Depth = FixedLimits.ManifestDepth;
    private const int Elements = 200_000;
    private const int AttributesPerElement = 256;

    /// <summary>Bytes of a document that are read at all.</summary>
    public const int Bytes = 8 * 1024 * 1024;

    /// <summary>Settings under which nothing is resolved or expanded.</summary>
    public static XmlReaderSettings Settings => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 1024,
        MaxCharactersInDocument = Bytes,
        CloseInput = true,
    };

    /// <summary>Says why a document is not read; null when it is fit. Throws what the reader throws for text that is not well-formed.</summary>
    public static string? Check(Stream document)
    {
        using var reader = XmlReader.Create(document, Settings);
        var elements = 0;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (++elements > Elements)
            {
                return $"More than {Elements} elements.";
            }

            if (reader.Depth >= Depth)
            {
                return $"Elements are nested deeper than {Depth} levels.";
            }

            if (reader.AttributeCount > AttributesPerElement)
            {
                return $"An element has {reader.AttributeCount} attributes; the limit is {AttributesPerElement}.";
            }
        }

        return elements == 0 ? "The document has no element." : null;
    }
}
