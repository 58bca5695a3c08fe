using System.Runtime.InteropServices;
using System.Xml;
using Assay.Model;
using Assay.Packages.Manifest;

namespace Assay.Packages;

/// <summary>Reads the parts that make a package a document of the Open Packaging Conventions (ECMA-376 part 2): readers of that format take identity and manifest from them, NuGet takes both from the nuspec.</summary>
public static class PackagingPartReader
{
    private const int MaximumElements = 10_000;
    private const string ManifestRelationship = "http://schemas.microsoft.com/packaging/2010/07/manifest";

    /// <summary>Writes what relationships and core properties say as <c>metadata</c>: <c>opc.manifest</c>, <c>opc.identifier</c>, <c>opc.version</c>.</summary>
    public static FileFacts Read(ReadOnlyMemory<byte> bytes)
    {
        var facts = new FactWriter();
        if (bytes.Length > XmlGuard.Bytes)
        {
            facts.AddProblem(ProblemId.XmlUnreadable, $"The packaging part has {bytes.Length} bytes; the limit is {XmlGuard.Bytes}.", incomplete: false);
            return facts.ToFacts();
        }

        try
        {
            using var stream = MemoryMarshal.TryGetArray(bytes, out var segment) ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false) : new MemoryStream(bytes.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, XmlGuard.Settings);
            Read(reader, facts);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Unknown encodings: the reader lets several types of exception through.
            facts.AddProblem(ProblemId.XmlUnreadable, $"The packaging part is not well-formed, or has a document type: {exception.Message}", incomplete: false);
        }

        return facts.ToFacts();
    }

    private static void Read(XmlReader reader, FactWriter facts)
    {
        for (var elements = 0; elements < MaximumElements && reader.Read();)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            elements++;
            switch (reader.LocalName)
            {
                case "Relationship" when reader.GetAttribute("Type") == ManifestRelationship && reader.GetAttribute("Target") is { } target:
                    Add("opc.manifest", target, reader, facts);
                    break;
                case "identifier" or "version" when reader is { Depth: 1, IsEmptyElement: false }:
                    var key = "opc." + reader.LocalName;
                    // The text of the element, without what stands in elements below it.
                    if (reader.Read() && reader.NodeType == XmlNodeType.Text)
                    {
                        Add(key, reader.Value.Trim(), reader, facts);
                    }

                    break;
            }
        }
    }

    private static void Add(string key, string value, XmlReader reader, FactWriter facts) =>
        facts.Add(FactKind.Metadata, key, FactRecord.None, new ArgumentList(new Argument("value", value)), Derivation.Literal, PositionKind.LineColumn, ((IXmlLineInfo)reader).LineNumber, ((IXmlLineInfo)reader).LinePosition);
}
