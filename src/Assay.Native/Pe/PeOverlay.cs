using System.Globalization;
using Assay.Model;

namespace Assay.Native.Pe;

/// <summary>Finds what lies behind the sections of an image: no loader maps it, the program reads it from its own file.</summary>
internal static class PeOverlay
{
    private const int CertificateDirectory = 4;
    private const int SymbolSize = 18;

    // Linkers fill up to the file alignment; what is smaller is no content.
    private const int Smallest = 512;
    private const int MaximumImages = 16;

    /// <summary>States size and kind of the overlay and hands back programs or an archive at its start.</summary>
    public static void Write(in PeImage image, ReadOnlyMemory<byte> memory, NativeFacts facts, List<DerivedArtifact> derived)
    {
        var start = EndOfImage(image);
        var end = (long)image.Reader.Bytes.Length;

        // An Authenticode signature is appended too, at a file offset of its own.
        var (certificate, size) = image.Directory(CertificateDirectory);
        if (certificate >= start && size > 0 && image.Reader.Has(certificate, size))
        {
            end = certificate > start ? certificate : end;
            start = certificate > start ? start : certificate + size;
        }

        if (start >= end || end - start < Smallest || image.Reader.Slice(start, end - start).IndexOfAnyExcept((byte)0) is var first && (first < 0 || end - start - first < Smallest))
        {
            return;
        }

        var content = image.Reader.Slice(start + first, end - start - first);
        facts.Metadata("image.overlay", end - start - first,
            new Argument("kind", EmbeddedContent.Kind(content) ?? "other"), new Argument("entropy", Entropy.Text(Entropy.Of(content))), new Argument("offset", (start + first).ToString(CultureInfo.InvariantCulture)));
        Derive(image.Reader, start + first, end, memory, facts, derived);
    }

    // Programs one after another (as bundlers append them) are cut at their own ends, so that none contains the next.
    private static void Derive(ImageReader reader, long at, long end, ReadOnlyMemory<byte> memory, NativeFacts facts, List<DerivedArtifact> derived)
    {
        for (var count = 0; at < end; count++)
        {
            var content = reader.Slice(at, end - at);
            var kind = EmbeddedContent.Kind(content);
            if (kind is null)
            {
                return;
            }

            if (count == MaximumImages)
            {
                facts.Limit($"More than {MaximumImages} programs are appended to the image; the rest was not read.");
                return;
            }

            var length = kind == "pe" && PeImage.TryRead(content, out var inner) ? Math.Min(WithSignature(inner), content.Length) : content.Length;
            derived.Add(new DerivedArtifact($"overlay:{count + 1}", memory.Slice((int)at, (int)length), "appended to the image"));
            at += Math.Max(length, 1);
            at += Math.Max(0, reader.Slice(at, Math.Min(4096, end - at)).IndexOfAnyExcept((byte)0));
        }
    }

    private static long WithSignature(in PeImage image)
    {
        var end = EndOfImage(image);
        var (certificate, size) = image.Directory(CertificateDirectory);
        return certificate >= end && certificate - end < Smallest && image.Reader.Has(certificate, size) ? certificate + (long)size : Math.Max(end, 64);
    }

    // Behind the sections GNU tools keep a symbol table, and behind it a string table that begins with its size.
    private static long EndOfImage(in PeImage image)
    {
        var end = Math.Min(image.HeadersSize, image.Reader.Bytes.Length);
        long last = end;
        foreach (ref readonly var section in image.Sections)
        {
            last = section.RawSize > 0 ? Math.Max(last, section.RawEnd) : last;
        }

        var symbols = (long)image.Reader.U32(image.Header + 12);
        var count = image.Reader.U32(image.Header + 16);
        if (symbols >= last && count > 0 && image.Reader.Has(symbols, count * (long)SymbolSize))
        {
            last = symbols + (count * (long)SymbolSize);
            last += image.Reader.U32(last) is var texts && image.Reader.Has(last, texts) ? texts : 0;
        }

        return last;
    }
}
