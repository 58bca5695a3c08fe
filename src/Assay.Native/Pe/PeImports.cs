using System.Text;
using Assay.Model;
using Assay.Native.Imports;

namespace Assay.Native.Pe;

/// <summary>Reads the import table and the delay-load table.</summary>
internal static class PeImports
{
    private const int ImportDirectory = 1;
    private const int DelayImportDirectory = 13;
    private const int MaximumLibraries = 2000;

    // Tables of several libraries may share bytes: the rows together are limited too.
    private const int MaximumRows = 200_000;

    /// <summary>States the imported functions; those that a runtime's start-up code needs are only counted.</summary>
    /// <returns>False when a directory names a place outside the file.</returns>
    public static bool Write(in PeImage image, NativeFacts facts)
    {
        var found = new List<(string Library, string Function, long Offset)>();
        var rows = MaximumRows;
        var complete = ReadTable(image, delayed: false, found, facts, ref rows) & ReadTable(image, delayed: true, found, facts, ref rows);
        var names = new string[found.Count];
        var all = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = NativeFunction.Normalize(found[i].Library, found[i].Function);
            all.Add(names[i]);
        }

        var startUp = StartUpImports.Within(all);
        for (var i = 0; i < names.Length; i++)
        {
            if (startUp.Contains(names[i]))
            {
                facts.CountImport();
            }
            else
            {
                facts.Import(names[i], found[i].Offset);
            }
        }

        if (startUp.Count > 0 && !image.IsManaged)
        {
            facts.Metadata("image.start-up-imports", startUp.Count);
        }

        return complete;
    }

    // Microsoft PE format, "Import Directory Table" and "Delay-Load Directory Table": rows end with a zero row.
    private static bool ReadTable(in PeImage image, bool delayed, List<(string, string, long)> found, NativeFacts facts, ref int rows)
    {
        var (address, size) = image.Directory(delayed ? DelayImportDirectory : ImportDirectory);
        if (address == 0 || size == 0)
        {
            return true;
        }

        var table = image.Offset(address);
        if (table < 0)
        {
            return false;
        }

        var rowSize = delayed ? 32 : 20;
        for (var i = 0; i < MaximumLibraries; i++)
        {
            var row = table + (i * rowSize);
            if (!image.Reader.Has(row, rowSize))
            {
                return false;
            }

            var name = image.Reader.U32(row + (delayed ? 4 : 12));
            var (names, addresses) = delayed ? (image.Reader.U32(row + 16), image.Reader.U32(row + 12)) : (image.Reader.U32(row), image.Reader.U32(row + 16));
            if (name == 0 || (names == 0 && addresses == 0))
            {
                return true;
            }

            // Delay-load tables of old linkers hold absolute addresses (attribute bit 0 is clear).
            var absolute = delayed && (image.Reader.U32(row) & 1) == 0;
            var library = image.Reader.TextString(Resolve(image, name, absolute));
            if (library.Length == 0)
            {
                return false;
            }

            ReadNames(image, library, Resolve(image, names == 0 ? addresses : names, absolute), absolute, found, facts, ref rows);
        }

        return true;
    }

    private static void ReadNames(in PeImage image, string library, long table, bool absolute, List<(string, string, long)> found, NativeFacts facts, ref int rows)
    {
        var wide = image.Reader.Wide;
        for (var at = table; table >= 0 && rows > 0 && image.Reader.Has(at, image.Reader.AddressSize); at += image.Reader.AddressSize, rows--)
        {
            var entry = image.Reader.Address(at);
            if (entry == 0)
            {
                return;
            }

            if (entry >> (wide ? 63 : 31) != 0)
            {
                found.Add((library, OrdinalNames.Of(library, (uint)entry & 0xFFFF), at));
                continue;
            }

            // Two bytes of hint stand before the name.
            var offset = Resolve(image, entry, absolute);
            var name = image.Reader.Text(offset < 0 ? -1 : offset + 2);
            if (name.Length == 0)
            {
                return;
            }

            // Decorated names of C++ say nothing that a rule asks for.
            if (name[0] == '?')
            {
                facts.CountImport();
            }
            else
            {
                found.Add((library, Encoding.Latin1.GetString(name), offset + 2));
            }
        }
    }

    private static long Resolve(in PeImage image, ulong address, bool absolute) => address == 0 ? -1 : absolute ? image.OffsetOfVirtual(address) : image.Offset(address);
}
