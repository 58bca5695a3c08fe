namespace Assay.TestInputs;

/// <summary>Writes PE images by the format's description; every section lies 64 KiB behind the one before.</summary>
public sealed class PeBuilder
{
    public const uint Code = 0x6000_0020;
    public const uint Data = 0x4000_0040;
    public const uint WritableCode = 0xE000_0020;
    private const int HeadersSize = 0x400;
    private const int Stride = 0x1_0000;

    private readonly List<(string Name, byte[] Content, uint Flags, uint VirtualSize)> _sections = [];
    private readonly Dictionary<int, (uint Address, uint Size)> _directories = [];

    public bool Wide { get; init; } = true;

    public int Machine { get; init; } = 0x8664;

    public int Characteristics { get; init; } = 0x22;

    public int DllCharacteristics { get; init; } = 0x4160;

    public uint EntryPoint { get; set; } = Stride;

    public byte[] Overlay { get; set; } = [];

    /// <summary>Address of the next section.</summary>
    public long NextAddress => (_sections.Count + 1) * (long)Stride;

    public static PeBuilder WithCode(bool wide = true, int characteristics = 0x22) =>
        new PeBuilder { Wide = wide, Machine = wide ? 0x8664 : 0x14C, Characteristics = characteristics }.Section(".text", new byte[600], Code);

    public PeBuilder Section(string name, byte[] content, uint flags, uint virtualSize = 0)
    {
        _sections.Add((name, content, flags, virtualSize == 0 ? (uint)content.Length : virtualSize));
        return this;
    }

    public PeBuilder Directory(int index, long address, long size)
    {
        _directories[index] = ((uint)address, (uint)size);
        return this;
    }

    /// <summary>Adds an import table; a function of digits is imported by number.</summary>
    public PeBuilder Imports(params (string Library, string[] Functions)[] libraries) => Table(1, libraries, delayed: false);

    public PeBuilder DelayImports(params (string Library, string[] Functions)[] libraries) => Table(13, libraries, delayed: true);

    public PeBuilder Exports(string name, string[] functions, string? forwarded = null)
    {
        var data = new Bytes(NextAddress);
        var start = data.Position;
        data.U32(0).U32(0).U32(0).U32(0).U32(1).U32(functions.Length).U32(functions.Length).U32(0).U32(0).U32(0);
        data.Patch32(start + 12, data.Position);
        data.Text(name);
        long[] names = [.. functions.Select(function =>
        {
            var at = data.Position;
            data.Text(function);
            return at;
        })];
        var forward = data.Position;
        data.Text(forwarded ?? "").Align(4);
        data.Patch32(start + 28, data.Position);
        for (var i = 0; i < functions.Length; i++)
        {
            data.U32(forwarded is not null && i == 0 ? forward : Stride + i);
        }

        data.Patch32(start + 32, data.Position);
        foreach (var at in names)
        {
            data.U32(at);
        }

        data.Patch32(start + 36, data.Position);
        for (var i = 0; i < functions.Length; i++)
        {
            data.U16(i);
        }

        return Section(".edata", data.ToArray(), Data).Directory(0, start, data.Position - start);
    }

    /// <summary>Adds a resource tree of one name and language for each type.</summary>
    public PeBuilder Resources(params (int Type, byte[] Content)[] resources)
    {
        var data = new Bytes(NextAddress);
        var start = data.Position;
        var entries = new List<long>();
        data.U32(0).U32(0).U32(0).U16(0).U16(resources.Length);
        foreach (var (type, _) in resources)
        {
            entries.Add(data.Position + 4);
            data.U32(type).U32(0);
        }

        for (var i = 0; i < resources.Length; i++)
        {
            for (var level = 0; level < 2; level++)
            {
                data.Patch32(entries[i], (data.Position - start) | 0x8000_0000);
                data.U32(0).U32(0).U32(0).U16(0).U16(1).U32(level == 0 ? 101 : 1033).U32(0);
                entries[i] = data.Position - 4;
            }

            data.Patch32(entries[i], data.Position - start);
            data.U32(data.Position + 16).U32(resources[i].Content.Length).U32(0).U32(0).Add(resources[i].Content).Align(4);
        }

        return Section(".rsrc", data.ToArray(), Data).Directory(2, start, data.Position - start);
    }

    public byte[] Build()
    {
        var image = new Bytes(wide: Wide);
        image.Text("MZ", 0x3C).U32(0x80).PadTo(0x80);
        image.U32(0x4550).U16(Machine).U16(_sections.Count).U32(0).U32(0).U32(0).U16(Wide ? 240 : 224).U16(Characteristics);
        image.U16(Wide ? 0x20B : 0x10B).U16(0).U32(0).U32(0).U32(0).U32(EntryPoint).U32(Stride);
        if (!Wide)
        {
            image.U32(0);
        }

        image.Address(0x40_0000).U32(0x1000).U32(0x200).U32(0).U32(0).U32(0).U32(0).U32((_sections.Count + 1) * Stride).U32(HeadersSize).U32(0).U16(3).U16(DllCharacteristics);
        image.Address(0x10_0000).Address(0x1000).Address(0x10_0000).Address(0x1000).U32(0).U32(16);
        for (var i = 0; i < 16; i++)
        {
            var (address, size) = _directories.GetValueOrDefault(i);
            image.U32(address).U32(size);
        }

        var raw = HeadersSize;
        for (var i = 0; i < _sections.Count; i++)
        {
            var (name, content, flags, virtualSize) = _sections[i];
            var size = (content.Length + 0x1FF) & ~0x1FF;
            image.Text(name, 8).U32(virtualSize).U32((i + 1) * (long)Stride).U32(size).U32(size == 0 ? 0 : raw).U32(0).U32(0).U32(0).U32(flags);
            raw += size;
        }

        image.PadTo(HeadersSize);
        foreach (var (_, content, _, _) in _sections)
        {
            image.Add(content).Align(0x200);
        }

        return image.Add(Overlay).ToArray();
    }

    private PeBuilder Table(int directory, (string Library, string[] Functions)[] libraries, bool delayed)
    {
        var data = new Bytes(NextAddress, wide: Wide);
        var start = data.Position;
        var rowSize = delayed ? 32 : 20;
        data.PadTo(start + ((libraries.Length + 1) * rowSize));
        for (var i = 0; i < libraries.Length; i++)
        {
            var row = start + (i * rowSize);
            var names = new List<long>();
            foreach (var function in libraries[i].Functions)
            {
                names.Add(data.Position);
                data.U16(0).Text(function);
            }

            var library = data.Position;
            data.Text(libraries[i].Library).Align(8);
            var thunks = data.Position;
            for (var j = 0; j < names.Count; j++)
            {
                if (int.TryParse(libraries[i].Functions[j], out var ordinal))
                {
                    _ = Wide ? data.U64(0x8000_0000_0000_0000 | (uint)ordinal) : data.U32(0x8000_0000 | (uint)ordinal);
                }
                else
                {
                    data.Address(names[j]);
                }
            }

            data.Address(0);
            data.Patch32(row, delayed ? 1 : thunks);
            data.Patch32(row + (delayed ? 4 : 12), library);
            data.Patch32(row + 16, thunks);
        }

        return Section(delayed ? ".didat" : ".idata", data.ToArray(), Data).Directory(directory, start, data.Position - start);
    }
}
