using Assay.TestInputs;

namespace Assay.Native.Tests;

/// <summary>Writes shared ELF images with one readable and executable segment that starts at address and offset 0.</summary>
internal sealed class ElfBuilder(bool wide = true, bool bigEndian = false)
{
    private readonly List<(string Name, int Version, bool Defined)> _symbols = [];
    private readonly List<string> _needed = [];
    private readonly List<(string Library, int Version)> _versions = [];

    public int Machine { get; init; } = 62;

    public string Interpreter { get; init; } = "";

    public string SearchPath { get; init; } = "";

    public byte[] Code { get; init; } = [];

    public bool HasSectionTable { get; init; } = true;

    public int InitFunctions { get; init; }

    public string Mark { get; init; } = "";

    public ElfBuilder Needs(string library, int version = 0)
    {
        _needed.Add(library);
        if (version > 0)
        {
            _versions.Add((library, version));
        }

        return this;
    }

    public ElfBuilder Import(string name, int version = 0)
    {
        _symbols.Add((name, version, false));
        return this;
    }

    public ElfBuilder Export(string name)
    {
        _symbols.Add((name, 0, true));
        return this;
    }

    public byte[] Build()
    {
        var headerSize = wide ? 64 : 52;
        var rowSize = wide ? 56 : 32;
        var body = new Bytes(headerSize + (4 * rowSize) + 64, bigEndian, wide);
        body.Text(Mark).Align(16);

        var strings = new Bytes();
        strings.U8(0);
        long Name(string text)
        {
            var at = strings.Position;
            strings.Text(text);
            return at;
        }

        var interpreter = body.Position;
        body.Text(Interpreter).Align(8);
        var symbols = body.Position;
        body.PadTo(symbols + (wide ? 24 : 16));
        foreach (var (name, _, defined) in _symbols)
        {
            body.U32(Name(name));
            _ = wide ? body.U8(0x12).U8(0).U16(defined ? 1 : 0).U64(0).U64(0) : body.U32(0).U32(0).U8(0x12).U8(0).U16(defined ? 1 : 0);
        }

        var versions = body.Position;
        body.U16(0);
        foreach (var (_, version, _) in _symbols)
        {
            body.U16(version);
        }

        body.Align(8);
        var needed = body.Position;
        for (var i = 0; i < _versions.Count; i++)
        {
            body.U16(1).U16(1).U32(Name(_versions[i].Library)).U32(16).U32(i + 1 < _versions.Count ? 32 : 0);
            body.U32(0).U16(0).U16(_versions[i].Version).U32(0).U32(0);
        }

        var hash = body.Position;
        body.U32(1).U32(_symbols.Count + 1).PadTo(hash + 16 + (4 * _symbols.Count));
        long[] libraries = [.. _needed.Select(Name)];
        var path = Name(SearchPath);
        body.Align(8);
        var texts = body.Position;
        body.Add(strings.ToArray()).Align(8);
        var dynamic = body.Position;
        foreach (var library in libraries)
        {
            body.Address(1).Address(library);
        }

        body.Address(5).Address(texts).Address(6).Address(symbols).Address(4).Address(hash);
        if (_versions.Count > 0)
        {
            body.Address(0x6FFF_FFF0).Address(versions).Address(0x6FFF_FFFE).Address(needed);
        }

        if (SearchPath.Length > 0)
        {
            body.Address(29).Address(path);
        }

        if (InitFunctions > 0)
        {
            body.Address(27).Address(InitFunctions * (wide ? 8 : 4));
        }

        body.Address(0).Address(0);
        var dynamicSize = body.Position - dynamic;
        body.Add(Code).Align(8);
        var sections = body.Position;
        body.PadTo(sections + (HasSectionTable ? (wide ? 64 : 40) : 0));

        var image = new Bytes(0, bigEndian, wide);
        image.U8(0x7F).Text("ELF", 3).U8(wide ? 2 : 1).U8(bigEndian ? 2 : 1).U8(1).PadTo(16);
        image.U16(3).U16(Machine).U32(1).Address(0).Address(headerSize).Address(HasSectionTable ? sections : 0).U32(0).U16(headerSize).U16(rowSize).U16(Interpreter.Length > 0 ? 3 : 2)
            .U16(wide ? 64 : 40).U16(HasSectionTable ? 1 : 0).U16(0);
        Segment(image, 1, 5, 0, body.Position);
        Segment(image, 2, 4, dynamic, dynamicSize);
        Segment(image, 3, 4, interpreter, Interpreter.Length + 1);
        return image.PadTo(headerSize + (4 * rowSize) + 64).Add(body.ToArray()).ToArray();
    }

    private void Segment(Bytes image, uint type, uint flags, long offset, long size)
    {
        image.U32(type);
        if (wide)
        {
            image.U32(flags);
        }

        image.Address(offset).Address(offset).Address(offset).Address(size).Address(size);
        if (!wide)
        {
            image.U32(flags);
        }

        image.Address(8);
    }
}
