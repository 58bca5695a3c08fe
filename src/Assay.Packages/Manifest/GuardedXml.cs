using System.Runtime.InteropServices;
using System.Xml;
using System.Xml.Linq;
using Assay.Model;

namespace Assay.Packages.Manifest;

/// <summary>Loads an untrusted XML document after measuring it; what cannot be read is a problem.</summary>
internal static class GuardedXml
{
    /// <summary>Gives the document; null with a problem of the given id. <paramref name="name"/> is what to call it in the problem's text.</summary>
    public static XDocument? Load(ReadOnlyMemory<byte> bytes, string name, ProblemId problem, FactWriter facts)
    {
        var isIncomplete = problem.Effect() != ProblemEffect.Notice;
        if (bytes.Length > XmlGuard.Bytes)
        {
            facts.AddProblem(problem, $"The {name} has {bytes.Length} bytes; the limit is {XmlGuard.Bytes}.", incomplete: isIncomplete);
            return null;
        }

        try
        {
            if (XmlGuard.Check(Open(bytes)) is { } refusal)
            {
                facts.AddProblem(problem, refusal, incomplete: isIncomplete);
                return null;
            }

            using var reader = XmlReader.Create(Open(bytes), XmlGuard.Settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException exception)
        {
            facts.AddProblem(problem, $"The {name} is not well-formed, or has a document type: {exception.Message}", $"line {exception.LineNumber}", incomplete: isIncomplete);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Unknown or unfit encodings: the reader lets several types of exception through.
            facts.AddProblem(problem, $"The {name} cannot be decoded: {exception.Message}", incomplete: isIncomplete);
        }

        return null;
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var segment)
        ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);
}
