using Assay.Model;

namespace Assay.Native.Pe;

/// <summary>Reads a PE image in order.</summary>
internal static class PeAnalysis
{
    private const ushort DynamicLibrary = 0x2000;
    private const int TlsDirectory = 9;
    private const int MaximumCallbacks = 64;
    private const long SmallestPackedSection = 16 * 1024;

    // Packed programs import what unpacks them and little else.
    private const int FewImports = 12;

    /// <summary>Reads a native image, or of a managed one what its native headers hold.</summary>
    public static void Write(ReadOnlyMemory<byte> memory, bool managed, NativeFacts facts, List<DerivedArtifact> derived)
    {
        if (!PeImage.TryRead(memory.Span, out var image))
        {
            if (!managed)
            {
                facts.Misleading("headers");
                facts.Unreadable(ProblemId.PeInvalid, "The file begins like a program of Windows but has no whole PE header.");
            }

            return;
        }

        if (!managed)
        {
            WriteIdentity(image, facts);
        }

        PeStructure.Write(image, facts);
        var complete = PeImports.Write(image, facts);
        complete &= managed || PeExports.Write(image, facts);
        complete &= PeResources.Write(image, memory, facts, derived);
        if (!complete)
        {
            facts.Misleading("table-outside-file");
        }

        WriteCallbacks(image, facts);
        PeOverlay.Write(image, memory, facts, derived);
        WritePacking(image, managed, facts);
    }

    private static void WriteIdentity(in PeImage image, NativeFacts facts)
    {
        facts.Metadata("image.format", "pe");
        facts.Metadata("image.system", image.Subsystem is >= 10 and <= 13 ? "efi" : "windows");
        facts.Metadata("image.machine", PeMachines.Machine(image.Machine));
        facts.Metadata("image.kind", (image.Characteristics & DynamicLibrary) != 0 ? "library" : image.Subsystem == 1 ? "driver" : "program");
        facts.Metadata("image.subsystem", PeMachines.Subsystem(image.Subsystem));

        // Microsoft PE format, "DLL Characteristics".
        facts.Metadata("image.address-randomisation", (image.DllCharacteristics & 0x40) != 0);
        facts.Metadata("image.data-not-executable", (image.DllCharacteristics & 0x100) != 0);
        facts.Metadata("image.control-flow-guard", (image.DllCharacteristics & 0x4000) != 0);
    }

    // Callbacks of thread-local storage run before the entry point; C++ and Rust use them, and so do programs that hide their start.
    private static void WriteCallbacks(in PeImage image, NativeFacts facts)
    {
        var table = image.Offset(image.Directory(TlsDirectory).Address);
        if (image.Directory(TlsDirectory).Address == 0 || table < 0)
        {
            return;
        }

        var size = image.Reader.AddressSize;
        var callbacks = image.OffsetOfVirtual(image.Reader.Address(table + (3L * size)));
        var count = 0;
        while (callbacks >= 0 && count < MaximumCallbacks && image.Reader.Address(callbacks + ((long)count * size)) != 0)
        {
            count++;
        }

        if (count > 0)
        {
            facts.Metadata("image.start-up-functions", count, new Argument("how", "tls"));
        }
    }

    private static void WritePacking(in PeImage image, bool managed, NativeFacts facts)
    {
        string? packer = null;
        var (highest, section) = (0.0, "");
        var unpacksInto = false;
        foreach (ref readonly var row in image.Sections)
        {
            var named = Packers.Of(row.Name);
            packer ??= named;

            // Of managed images only what a packer named is measured: their code is read anyway.
            unpacksInto |= row is { IsExecutable: true, RawSize: 0, MemorySize: > 0 };
            if (row.RawSize == 0 || (!row.IsExecutable && named is null) || (managed && named is null))
            {
                continue;
            }

            var entropy = Entropy.Of(image.Reader.Slice(row.RawOffset, row.RawSize));
            if (entropy > highest)
            {
                (highest, section) = (entropy, row.Name);
            }

            if ((entropy >= Entropy.Packed && row.RawSize >= SmallestPackedSection) || named is not null || row is { IsExecutable: true, IsWritable: true })
            {
                facts.Section(row.Name, row.RawSize, entropy, row.Flags, row.RawOffset);
            }
        }

        // UPX leaves its mark in the header although somebody renamed the sections.
        if (packer is null && unpacksInto && image.Reader.Slice(0, 4096).IndexOf("UPX!"u8) >= 0)
        {
            packer = "upx";
        }

        if (packer is not null && (highest >= Entropy.Packed || unpacksInto))
        {
            facts.Packed(packer, section, highest);
        }
        else if (packer is null && !managed && highest >= Entropy.Packed && facts.ImportCount <= FewImports && image.Reader.Bytes.Length >= SmallestPackedSection)
        {
            facts.Packed("unknown", section, highest);
        }
    }
}
