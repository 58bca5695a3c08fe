using System.Runtime.InteropServices;
using System.Xml;
using System.Xml.Linq;
using Assay.Model;
using Assay.Packages.Manifest;

namespace Assay.Packages;

/// <summary>Reads NuGet manifests of every schema version; namespaces do not matter.</summary>
public static class NuspecReader
{
    /// <summary>Gives the manifest, null when it cannot be read or has no id or version, and its facts and problems.</summary>
    public static (PackageManifest? Manifest, FileFacts Facts) Read(ReadOnlyMemory<byte> bytes)
    {
        var facts = new FactWriter();
        if (Load(bytes, facts) is not { } document)
        {
            return (null, facts.ToFacts());
        }

        var metadata = document.Root is { Name.LocalName: "package" } root ? root.Elements().FirstOrDefault(element => element.Name.LocalName == "metadata") : null;
        if (metadata is null)
        {
            facts.AddProblem(ProblemId.ManifestUnreadable, "The manifest has no <package><metadata>.");
            return (null, facts.ToFacts());
        }

        var manifest = new NuspecMetadata(metadata, facts).Read();
        return (manifest, facts.ToFacts());
    }

    private static XDocument? Load(ReadOnlyMemory<byte> bytes, FactWriter facts)
    {
        if (bytes.Length > XmlGuard.Bytes)
        {
            facts.AddProblem(ProblemId.ManifestUnreadable, $"The manifest has {bytes.Length} bytes; the limit is {XmlGuard.Bytes}.");
            return null;
        }

        try
        {
            if (XmlGuard.Check(Open(bytes)) is { } refusal)
            {
                facts.AddProblem(ProblemId.ManifestUnreadable, refusal);
                return null;
            }

            using var reader = XmlReader.Create(Open(bytes), XmlGuard.Settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException exception)
        {
            facts.AddProblem(ProblemId.ManifestUnreadable, "The manifest is not well-formed, or has a document type: " + exception.Message, $"line {exception.LineNumber}");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Unknown or unfit encodings: the reader lets several types of exception through.
            facts.AddProblem(ProblemId.ManifestUnreadable, "The manifest cannot be decoded: " + exception.Message);
        }

        return null;
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var segment)
        ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);
}
