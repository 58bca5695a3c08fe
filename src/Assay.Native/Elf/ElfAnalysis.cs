using Assay.Model;

namespace Assay.Native.Elf;

/// <summary>Reads an ELF image in order.</summary>
internal static class ElfAnalysis
{
    private const ushort Relocatable = 1;
    private const ushort Executable = 2;
    private const ushort Shared = 3;
    private const int PositionIndependent = 0x0800_0000;
    private const long SmallestPackedSegment = 16 * 1024;

    public static void Write(ReadOnlySpan<byte> bytes, NativeFacts facts)
    {
        if (!ElfImage.TryRead(bytes, out var image))
        {
            facts.Misleading("headers");
            facts.Unreadable(ProblemId.ImageInvalid, "The file begins like an ELF image but has no whole ELF header.");
            return;
        }

        var dynamic = ElfDynamic.Read(image);
        WriteIdentity(image, dynamic, facts);
        if (dynamic is not null)
        {
            ElfSymbols.Write(image, dynamic, facts);
        }

        WriteStructure(image, dynamic, facts);
        WritePacking(image, facts);
    }

    private static void WriteIdentity(in ElfImage image, ElfDynamic? dynamic, NativeFacts facts)
    {
        facts.Metadata("image.format", "elf");
        facts.Metadata("image.system", ElfMachines.System(image.Reader.U8(7)));
        facts.Metadata("image.machine", ElfMachines.Machine(image));
        var interpreter = Interpreter(image);
        facts.Metadata("image.kind", image.Type switch
        {
            Relocatable => "object",
            Executable => "program",
            // A position-independent program looks like a library but asks for a loader.
            Shared => interpreter.Length > 0 || (dynamic is not null && (dynamic.StateFlags & PositionIndependent) != 0) ? "program" : "library",
            _ => "other",
        });
        facts.Metadata("image.interpreter", interpreter);
        facts.Metadata("image.stripped", !HasSymbols(image));
        if (dynamic is null)
        {
            return;
        }

        facts.Metadata("image.name", dynamic.Name);
        facts.Metadata("image.search-path", dynamic.SearchPath);
        foreach (var library in dynamic.Needed)
        {
            facts.Metadata("image.needs", library);
        }

        if (dynamic.StartFunctions > 0)
        {
            facts.Metadata("image.start-up-functions", dynamic.StartFunctions, new Argument("how", "init"), new Argument("at-end", dynamic.EndFunctions.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        facts.Metadata("image.address-randomisation", image.Type == Shared);
        facts.Metadata("image.data-not-executable", !HasExecutableStack(image));
    }

    private static string Interpreter(in ElfImage image)
    {
        foreach (ref readonly var segment in image.Segments)
        {
            if (segment.Type == ElfSegment.Interpreter && segment.Offset <= int.MaxValue)
            {
                return image.Reader.TextString((long)segment.Offset);
            }
        }

        return "";
    }

    private static bool HasSymbols(in ElfImage image)
    {
        foreach (ref readonly var section in image.Sections)
        {
            if (section.Type == ElfSection.Symbols)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasExecutableStack(in ElfImage image)
    {
        foreach (ref readonly var segment in image.Segments)
        {
            if (segment.Type == ElfSegment.Stack)
            {
                return segment.IsExecutable;
            }
        }

        return false;
    }

    private static void WriteStructure(in ElfImage image, ElfDynamic? dynamic, NativeFacts facts)
    {
        var reader = image.Reader;
        if (!image.IsHeaderConsistent)
        {
            // Read with another class or byte order than it was written: a loader that knows only its own may take it.
            facts.Misleading("header-size");
        }

        if (image.Type is not (Executable or Shared))
        {
            return;
        }

        // Files with debug information keep the headers of an image without its content.
        foreach (ref readonly var section in image.Sections)
        {
            if (section.Type == ElfSection.NoBits && section.IsExecutable)
            {
                facts.Metadata("image.debug-only", value: true);
                return;
            }
        }

        if (image.SegmentCount == 0 || image.Segments.Length == 0)
        {
            facts.Misleading("no-segments");
        }

        if (image.SectionCount == 0)
        {
            facts.Misleading("no-section-table");
        }
        else if (image.Sections.Length < image.SectionCount)
        {
            facts.Misleading("section-table-outside-file");
        }
        else if (HasSectionOutsideNames(image))
        {
            facts.Misleading("section-name-outside-table");
        }

        var entryFound = image.EntryPoint == 0;
        foreach (ref readonly var segment in image.Segments)
        {
            if (segment.Type != ElfSegment.Load)
            {
                continue;
            }

            if (segment.FileSize > 0 && (segment.Offset > (ulong)reader.Bytes.Length || segment.FileSize > (ulong)reader.Bytes.Length - segment.Offset))
            {
                facts.Misleading("segment-outside-file");
            }

            entryFound |= segment.IsExecutable && image.EntryPoint >= segment.Address && image.EntryPoint - segment.Address < segment.MemorySize;
        }

        if (!entryFound)
        {
            facts.Misleading("entry-point-not-executable");
        }

        if (dynamic is { Damaged: true })
        {
            facts.Misleading("table-outside-file");
        }
    }

    private static bool HasSectionOutsideNames(in ElfImage image)
    {
        if (image.NameSection == 0 || image.NameSection >= image.Sections.Length || image.Sections[image.NameSection] is not { Type: ElfSection.Texts } names)
        {
            return false;
        }

        foreach (ref readonly var section in image.Sections)
        {
            if (section.Name > 0 && section.Name >= names.Size)
            {
                return true;
            }
        }

        return false;
    }

    private static void WritePacking(in ElfImage image, NativeFacts facts)
    {
        var highest = 0.0;
        foreach (ref readonly var segment in image.Segments)
        {
            if (segment is { Type: ElfSegment.Load, IsExecutable: true, FileSize: >= (ulong)SmallestPackedSegment, Offset: <= int.MaxValue })
            {
                var entropy = Entropy.Of(image.Reader.Slice((long)segment.Offset, (long)Math.Min(segment.FileSize, int.MaxValue)));
                highest = Math.Max(highest, entropy);
                if (entropy >= Entropy.Packed || segment.IsWritable)
                {
                    facts.Section("segment", (long)Math.Min(segment.FileSize, int.MaxValue), entropy, segment.IsWritable ? "rwx" : "rx", (long)segment.Offset);
                }
            }
        }

        if (highest < Entropy.Packed)
        {
            return;
        }

        // UPX writes its mark behind the program headers and at the end of the file.
        var bytes = image.Reader.Bytes;
        var marked = bytes[..Math.Min(bytes.Length, 1024)].IndexOf("UPX!"u8) >= 0 || bytes[Math.Max(0, bytes.Length - 64)..].IndexOf("UPX!"u8) >= 0;
        if (marked || image.SectionCount == 0)
        {
            facts.Packed(marked ? "upx" : "unknown", "segment", highest);
        }
    }
}
