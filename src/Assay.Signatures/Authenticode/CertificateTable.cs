using System.Formats.Asn1;

namespace Assay.Signatures.Authenticode;

/// <summary>One entry of the certificate table (WIN_CERTIFICATE, Microsoft PE format, "The Attribute Certificate Table").</summary>
/// <param name="Offset">File offset of the entry.</param>
/// <param name="Type">1 X.509, 2 PKCS#7 signed data, 4 terminal server.</param>
/// <param name="Content">What it holds, without the header; of signed data the DER structure alone.</param>
/// <param name="BytesBehind">Bytes of the entry behind that structure, to the last one that is not zero.</param>
internal readonly record struct CertificateEntry(int Offset, ushort Type, ReadOnlyMemory<byte> Content, int BytesBehind);

/// <summary>The certificate table of a PE image.</summary>
internal sealed class CertificateTable
{
    public const ushort SignedData = 2;

    private const int EntryHeader = 8;

    // Windows reads one entry; signing tools write as many as there are signatures when they do not nest them.
    private const int MaximumEntries = 16;

    private readonly List<CertificateEntry> _entries = [];

    public IReadOnlyList<CertificateEntry> Entries => _entries;

    /// <summary>What is wrong with the table; null when nothing is.</summary>
    public string? Flaw { get; private set; }

    /// <summary>Offset and number of the bytes of the table that no entry names, to the last one that is not zero.</summary>
    public (int Offset, int Count) Unnamed { get; private set; }

    /// <summary>Reads the entries of a table that lies in the file.</summary>
    public static CertificateTable Read(PeFile file)
    {
        var table = new CertificateTable();
        var at = (int)file.TableStart;
        var end = (int)(file.TableStart + file.TableSize);
        while (at < end)
        {
            // Bytes that fill the table up have no length of their own.
            if (end - at < EntryHeader || file.U32(at) == 0)
            {
                table.Unnamed = (at, LastByte(file.Bytes[at..end]));
                break;
            }

            if (table._entries.Count == MaximumEntries)
            {
                table.Flaw = "too-many-entries";
                break;
            }

            var length = file.U32(at);
            if (length < EntryHeader || length > end - at)
            {
                table.Flaw = "entry-outside-table";
                table.Unnamed = (at, LastByte(file.Bytes[at..end]));
                break;
            }

            // WIN_CERT_REVISION_1_0 and 2_0.
            table.Flaw ??= file.U16(at + 4) is 0x100 or 0x200 ? null : "unknown-revision";
            table._entries.Add(ReadEntry(file, at, (int)length));
            at = (int)Math.Min(end, at + ((length + 7L) & ~7L));
        }

        table.Flaw ??= table._entries.Count == 0 ? "no-entry" : null;
        return table;
    }

    private static CertificateEntry ReadEntry(PeFile file, int at, int length)
    {
        var type = file.U16(at + 6);
        var content = file.Memory.Slice(at + EntryHeader, length - EntryHeader);
        return type == SignedData && LengthOfStructure(content.Span) is { } structure
            ? new CertificateEntry(at, type, content[..structure], LastByte(content.Span[structure..]))
            : new CertificateEntry(at, type, content, 0);
    }

    private static int? LengthOfStructure(ReadOnlySpan<byte> content)
    {
        try
        {
            return AsnDecoder.TryReadEncodedValue(content, AsnEncodingRules.BER, out _, out _, out _, out var length) ? length : null;
        }
        catch (AsnContentException)
        {
            // A structure of indefinite length that ends nowhere.
            return null;
        }
    }

    private static int LastByte(ReadOnlySpan<byte> bytes) => bytes.LastIndexOfAnyExcept((byte)0) + 1;
}
