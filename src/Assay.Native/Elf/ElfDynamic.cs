namespace Assay.Native.Elf;

/// <summary>The dynamic table: what the loader of an image has to do (System V ABI, "Dynamic Section").</summary>
internal sealed class ElfDynamic
{
    private const int MaximumRows = 10_000;
    private const int MaximumLibraries = 1000;

    public List<string> Needed { get; } = [];
    public string Name { get; private set; } = "";
    public string SearchPath { get; private set; } = "";
    public long Strings { get; private set; } = -1;
    public long Symbols { get; private set; } = -1;
    public long Hash { get; private set; } = -1;
    public long GnuHash { get; private set; } = -1;
    public long SymbolVersions { get; private set; } = -1;
    public long NeededVersions { get; private set; } = -1;
    public ulong Flags { get; private set; }
    public ulong StateFlags { get; private set; }

    /// <summary>Functions that run before the entry point or when the library is loaded.</summary>
    public long StartFunctions { get; private set; }

    /// <summary>Functions that run at the end.</summary>
    public long EndFunctions { get; private set; }

    /// <summary>True when a table the loader needs does not lie in the file.</summary>
    public bool Damaged { get; private set; }

    public static ElfDynamic? Read(in ElfImage image)
    {
        foreach (ref readonly var segment in image.Segments)
        {
            if (segment.Type == ElfSegment.Dynamic && image.Reader.Has((long)segment.Offset, 2 * image.Reader.AddressSize))
            {
                var dynamic = new ElfDynamic();
                dynamic.Read(image, (long)segment.Offset, (long)Math.Min(segment.FileSize, int.MaxValue));
                return dynamic;
            }
        }

        return null;
    }

    private void Read(in ElfImage image, long table, long size)
    {
        var reader = image.Reader;
        var word = reader.AddressSize;
        var names = new List<(ulong Tag, ulong Value)>();
        for (var i = 0; i < Math.Min(MaximumRows, size / (2 * word)) && reader.Has(table + (2L * word * i), 2 * word); i++)
        {
            var tag = reader.Address(table + (2L * word * i));
            var value = reader.Address(table + (2L * word * i) + word);
            if (tag == 0)
            {
                break;
            }

            switch (tag)
            {
                case 1 or 14 or 15 or 29:
                    names.Add((tag, value));
                    break;
                case 4:
                    Hash = image.Offset(value);
                    break;
                case 5:
                    Strings = image.Offset(value);
                    Damaged |= Strings < 0;
                    break;
                case 6:
                    Symbols = image.Offset(value);
                    Damaged |= Symbols < 0;
                    break;
                case 12:
                    StartFunctions++;
                    break;
                case 13:
                    EndFunctions++;
                    break;
                case 27 or 33:
                    StartFunctions += (long)(value / (ulong)word % int.MaxValue);
                    break;
                case 28:
                    EndFunctions += (long)(value / (ulong)word % int.MaxValue);
                    break;
                case 30:
                    Flags = value;
                    break;
                case 0x6FFF_FFFB:
                    StateFlags = value;
                    break;
                case 0x6FFF_FEF5:
                    GnuHash = image.Offset(value);
                    break;
                case 0x6FFF_FFF0:
                    SymbolVersions = image.Offset(value);
                    break;
                case 0x6FFF_FFFE:
                    NeededVersions = image.Offset(value);
                    break;
            }
        }

        // The string table may be named after those who need it.
        foreach (var (tag, value) in names)
        {
            var text = Strings < 0 || value > int.MaxValue ? "" : reader.TextString(Strings + (long)value);
            if (tag == 1 && Needed.Count < MaximumLibraries && text.Length > 0)
            {
                Needed.Add(text);
            }
            else if (tag == 14)
            {
                Name = text;
            }
            else if (tag is 15 or 29)
            {
                SearchPath = text;
            }
        }
    }
}
