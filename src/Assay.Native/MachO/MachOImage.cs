using System.Text;
using Assay.Model;
using Assay.Native.Imports;

namespace Assay.Native.MachO;

/// <summary>One Mach-O image: its load commands and its symbols (mach-o/loader.h, mach-o/nlist.h).</summary>
internal readonly ref struct MachOImage
{
    private const int MaximumCommands = 10_000;
    private const int MaximumLibraries = 1000;
    private const int MaximumSections = 1000;
    private const uint PositionIndependent = 0x20_0000;
    private const uint TwoLevelNames = 0x80;
    private const long SmallestPackedSegment = 16 * 1024;

    private readonly ImageReader _reader;
    private readonly int _headerSize;

    private MachOImage(ImageReader reader)
    {
        _reader = reader;
        _headerSize = reader.Wide ? 32 : 28;
    }

    /// <summary>Reads the header; false when it is cut or of another format.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out MachOImage image)
    {
        var magic = new ImageReader(bytes, bigEndian: true).U32(0);
        var known = magic is 0xFEED_FACE or 0xFEED_FACF or 0xCEFA_EDFE or 0xCFFA_EDFE && bytes.Length >= 32;
        image = known ? new MachOImage(new ImageReader(bytes, bigEndian: magic is 0xFEED_FACE or 0xFEED_FACF, wide: magic is 0xFEED_FACF or 0xCFFA_EDFE)) : default;
        return known;
    }

    /// <summary>States everything; <paramref name="start"/> is where the image begins in its file.</summary>
    public void Write(int start, NativeFacts facts)
    {
        facts.Metadata("image.machine", MachOMachines.Machine(_reader.U32(4), _reader.U32(8)));
        facts.Metadata("image.kind", MachOMachines.Kind(_reader.U32(12)));
        facts.Metadata("image.address-randomisation", (_reader.U32(24) & PositionIndependent) != 0 || _reader.U32(12) == 6);

        var libraries = new List<string>();
        var (symbols, symbolCount, strings, stringSize) = (0L, 0L, 0L, 0L);
        var system = "apple";
        var count = _reader.U32(16);
        var at = (long)_headerSize;
        var end = at + _reader.U32(20);
        if (end > _reader.Bytes.Length || count > MaximumCommands)
        {
            facts.Misleading("commands-outside-file");
        }

        for (var i = 0; i < Math.Min(count, MaximumCommands); i++)
        {
            var size = _reader.U32(at + 4);
            if (size < 8 || !_reader.Has(at, size))
            {
                facts.Misleading("commands-outside-file");
                break;
            }

            switch (_reader.U32(at))
            {
                case 0x01 or 0x19:
                    WriteSegment(at, size, start, facts);
                    break;
                case 0x02:
                    (symbols, symbolCount, strings, stringSize) = (_reader.U32(at + 8), _reader.U32(at + 12), _reader.U32(at + 16), _reader.U32(at + 20));
                    break;
                case 0x0C or 0x20 or 0x8000_0018 or 0x8000_001F or 0x8000_0023:
                    if (libraries.Count < MaximumLibraries)
                    {
                        libraries.Add(CommandText(at, size));
                        facts.Metadata("image.needs", libraries[^1]);
                    }

                    break;
                case 0x0D:
                    facts.Metadata("image.name", CommandText(at, size));
                    break;
                case 0x8000_001C:
                    facts.Metadata("image.search-path", CommandText(at, size));
                    break;
                case 0x24:
                    system = "macos";
                    break;
                case 0x25:
                    system = "ios";
                    break;
                case 0x32:
                    system = MachOMachines.Platform(_reader.U32(at + 8));
                    break;
            }

            at += size;
        }

        facts.Metadata("image.system", system);
        WriteSymbols(symbols, symbolCount, strings, stringSize, libraries, start, facts);
    }

    // The text of a command stands at a distance from its begin.
    private string CommandText(long command, uint size)
    {
        var distance = _reader.U32(command + 8);
        return distance >= size ? "" : Encoding.UTF8.GetString(_reader.Text(command + distance, (int)Math.Min(size - distance, ImageReader.MaximumName)));
    }

    private void WriteSegment(long command, uint size, int start, NativeFacts facts)
    {
        var wide = _reader.Wide;
        var name = Name(command + 8);
        var offset = (long)Math.Min(_reader.Address(command + (wide ? 40 : 32)), int.MaxValue);
        var fileSize = (long)Math.Min(_reader.Address(command + (wide ? 48 : 36)), int.MaxValue);
        var protection = _reader.U32(command + (wide ? 60 : 44));
        var sections = _reader.U32(command + (wide ? 64 : 48));

        // Object files have one segment without a name; files with debug information name content that they left out.
        if (fileSize > 0 && !_reader.Has(offset, fileSize) && _reader.U32(12) != 10)
        {
            facts.Misleading("segment-outside-file", name);
        }

        WriteInitialisers(command + (wide ? 72 : 56), wide ? 80 : 68, Math.Min(sections, MaximumSections), command + size, facts);
        var packer = Packers.Of(name);
        if (((protection & 4) != 0 && fileSize >= SmallestPackedSegment) || packer is not null)
        {
            var entropy = Entropy.Of(_reader.Slice(offset, fileSize));
            if (entropy >= Entropy.Packed)
            {
                facts.Section(name, fileSize, entropy, (protection & 2) != 0 ? "rwx" : "rx", start + offset);
                var marked = packer is null && _reader.Slice(0, 4096).IndexOf("UPX!"u8) >= 0;
                if (packer is not null || marked)
                {
                    facts.Packed(packer ?? "upx", name, entropy);
                }
            }
        }
    }

    // Sections of the type "module initialisers" hold pointers to functions that run when the image is loaded.
    private void WriteInitialisers(long table, int rowSize, uint count, long end, NativeFacts facts)
    {
        for (var i = 0L; i < count && table + ((i + 1) * rowSize) <= end; i++)
        {
            var row = table + (i * rowSize);
            if ((_reader.U32(row + (_reader.Wide ? 64 : 56)) & 0xFF) == 9)
            {
                var bytes = Math.Min(_reader.Address(row + (_reader.Wide ? 40 : 36)), int.MaxValue);
                facts.Metadata("image.start-up-functions", (long)bytes / _reader.AddressSize, new Argument("how", "init"));
            }
        }
    }

    private void WriteSymbols(long symbols, long count, long strings, long stringSize, List<string> libraries, int start, NativeFacts facts)
    {
        var size = _reader.Wide ? 16 : 12;
        var twoLevel = (_reader.U32(24) & TwoLevelNames) != 0;
        var exports = 0;
        var stating = true;
        if (count > 0 && (!_reader.Has(symbols, count * size) || !_reader.Has(strings, stringSize)))
        {
            facts.Misleading("table-outside-file");
        }

        for (var i = 0L; i < count && _reader.Has(symbols + (i * size), size) && facts.TakeSymbol(); i++)
        {
            var row = symbols + (i * size);
            var type = _reader.U8(row + 4);

            // Entries for debuggers, and symbols that no other image sees.
            if ((type & 0xE0) != 0 || (type & 1) == 0)
            {
                continue;
            }

            var text = _reader.U32(row);
            var defined = (type & 0x0E) != 0;
            exports += defined ? 1 : 0;
            if (text >= stringSize || (defined && !stating))
            {
                continue;
            }

            var name = _reader.Text(strings + text);
            if (name.IsEmpty || name.StartsWith("__Z"u8) || name.StartsWith("__R"u8) || name.StartsWith("_$s"u8))
            {
                if (!defined)
                {
                    facts.CountImport();
                }

                continue;
            }

            // C names carry an underscore.
            var function = Encoding.Latin1.GetString(name[0] == '_' ? name[1..] : name);
            var offset = start + strings + text;
            if (defined)
            {
                stating = facts.Export(function, offset);
            }
            else
            {
                var ordinal = _reader.U16(row + 6) >> 8;
                facts.Import(SystemLibraryNames.Spell(twoLevel && ordinal >= 1 && ordinal <= libraries.Count ? libraries[ordinal - 1] : null, function, libraries), offset);
            }
        }

        facts.Metadata("image.exports", exports);
    }

    private string Name(long offset)
    {
        var name = _reader.Slice(offset, 16);
        var end = name.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? name : name[..end]);
    }
}
