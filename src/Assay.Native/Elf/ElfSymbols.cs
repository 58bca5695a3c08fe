using System.Text;
using Assay.Model;
using Assay.Native.Imports;

namespace Assay.Native.Elf;

/// <summary>Reads the dynamic symbols of an ELF image (System V ABI, "Symbol Table"; Linux Standard Base, "Symbol Versioning").</summary>
internal static class ElfSymbols
{
    private const int MaximumSymbols = 1_000_000;
    private const int MaximumVersions = 10_000;

    /// <summary>States imported and exported functions.</summary>
    public static void Write(in ElfImage image, ElfDynamic dynamic, NativeFacts facts)
    {
        var reader = image.Reader;
        if (dynamic.Symbols < 0 || dynamic.Strings < 0)
        {
            return;
        }

        var versions = ReadVersions(reader, dynamic);
        var only = dynamic.Needed.Count == 1 ? dynamic.Needed[0] : null;
        var size = reader.Wide ? 24 : 16;
        var count = Count(image, dynamic, size);
        var exports = 0;
        var stating = true;
        for (var i = 1L; i < count && reader.Has(dynamic.Symbols + (i * size), size) && facts.TakeSymbol(); i++)
        {
            var row = dynamic.Symbols + (i * size);
            var info = reader.U8(row + (reader.Wide ? 4 : 12));
            if (info >> 4 is not (1 or 2))
            {
                continue;
            }

            var offset = dynamic.Strings + reader.U32(row);
            var defined = reader.U16(row + (reader.Wide ? 6 : 14)) != 0;
            exports += defined ? 1 : 0;
            if (defined && !stating)
            {
                continue;
            }

            // Mangled names of C++ and Rust say nothing that a rule asks for.
            var name = reader.Text(offset);
            if (name.IsEmpty || name.StartsWith("_Z"u8) || name.StartsWith("_R"u8))
            {
                if (!defined)
                {
                    facts.CountImport();
                }
            }
            else if (defined)
            {
                stating = facts.Export(Encoding.Latin1.GetString(name), offset);
            }
            else
            {
                var version = dynamic.SymbolVersions < 0 ? 0 : reader.U16(dynamic.SymbolVersions + (2 * i)) & 0x7FFF;
                facts.Import(SystemLibraryNames.Spell(versions.GetValueOrDefault((ushort)version) ?? only, Encoding.Latin1.GetString(name), dynamic.Needed), offset);
            }
        }

        facts.Metadata("image.exports", exports);
    }

    // A chain of records by library, in each a chain of versions; both are given as distances, so that a loop is possible.
    private static Dictionary<ushort, string> ReadVersions(ImageReader reader, ElfDynamic dynamic)
    {
        var versions = new Dictionary<ushort, string>();
        var budget = MaximumVersions;
        for (var library = dynamic.NeededVersions; library >= 0 && reader.Has(library, 16) && budget-- > 0;)
        {
            var file = reader.TextString(dynamic.Strings + reader.U32(library + 4));
            for (var version = library + reader.U32(library + 8); reader.Has(version, 16) && budget-- > 0;)
            {
                versions.TryAdd((ushort)(reader.U16(version + 6) & 0x7FFF), file);
                var nextVersion = reader.U32(version + 12);
                if (nextVersion == 0)
                {
                    break;
                }

                version += nextVersion;
            }

            var next = reader.U32(library + 12);
            if (next == 0)
            {
                break;
            }

            library += next;
        }

        return versions;
    }

    // The loader never asks how many symbols there are: the hash tables tell it, and where there is none the section table.
    private static long Count(in ElfImage image, ElfDynamic dynamic, int size)
    {
        var reader = image.Reader;
        long count = 0;
        if (dynamic.Hash >= 0)
        {
            count = reader.U32(dynamic.Hash + 4);
        }
        else if (dynamic.GnuHash >= 0)
        {
            count = CountByGnuHash(reader, dynamic.GnuHash);
        }

        foreach (ref readonly var section in image.Sections)
        {
            // Symbols that no hash table finds are imports: a GNU hash table may list none at all.
            if (section.Type == ElfSection.DynamicSymbols && (long)section.Offset == dynamic.Symbols)
            {
                count = Math.Max(count, (long)Math.Min(section.Size, (ulong)reader.Bytes.Length) / size);
            }
        }

        // Without either: tables usually follow each other, the texts behind the symbols.
        count = count == 0 && dynamic.Strings > dynamic.Symbols ? (dynamic.Strings - dynamic.Symbols) / size : count;
        return count;
    }

    // Buckets name the first symbol of each chain; the last symbol of the last chain has the lowest bit of its hash set.
    private static long CountByGnuHash(ImageReader reader, long table)
    {
        var buckets = Math.Min(reader.U32(table), MaximumSymbols);
        var first = reader.U32(table + 4);
        var bloom = (long)reader.U32(table + 8) * reader.AddressSize;
        var start = table + 16 + bloom;
        uint last = 0;
        for (var i = 0L; i < buckets && reader.Has(start + (4 * i), 4); i++)
        {
            last = Math.Max(last, reader.U32(start + (4 * i)));
        }

        if (last < first)
        {
            return first;
        }

        var chain = start + (4L * buckets);
        while (last - first < MaximumSymbols && reader.Has(chain + (4L * (last - first)), 4) && (reader.U32(chain + (4L * (last - first))) & 1) == 0)
        {
            last++;
        }

        return last + 1L;
    }
}
