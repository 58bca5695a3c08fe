using System.Runtime.InteropServices;
using System.Text;
using System.Xml;

namespace Assay.Text;

/// <summary>Opens XML as MSBuild and PowerShell do: a byte order mark decides the encoding whatever is declared, bytes that are no text of it are replaced, a document type is passed over, references to characters that XML forbids are read.</summary>
/// <remarks>A reader that is stricter than the program that acts on a file is blind to what that program does. Entities of a document type stay undeclared: a reference to one ends the reading.</remarks>
internal static class TolerantXml
{
    private const int MaximumCharacters = 64 * 1024 * 1024;

    /// <summary>Opens a file.</summary>
    public static XmlReader Open(ReadOnlyMemory<byte> file)
    {
        var stream = MemoryMarshal.TryGetArray(file, out var bytes) ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false) : new MemoryStream(file.ToArray(), writable: false);
        return XmlReader.Create(new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersFromEntities = 1024, MaxCharactersInDocument = MaximumCharacters, CheckCharacters = false,
            IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = true,
        });
    }

    /// <summary>True for a file that may have a document type.</summary>
    public static bool MayHaveDocumentType(ReadOnlySpan<byte> file) =>
        file.IndexOf("<!DOCTYPE"u8) >= 0 || (file is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, 0, 0xFE, 0xFF, ..] && file.IndexOf("<\0!\0D\0O\0C\0T\0Y\0P\0E"u8) >= 0);
}
