using Assay.TestInputs;

namespace Assay.Native.Tests;

/// <summary>Writes Mach-O libraries with one segment, and fat files of several.</summary>
internal sealed class MachOBuilder(bool wide = true, bool bigEndian = false)
{
    private readonly List<string> _libraries = [];
    private readonly List<(string Name, int Library)> _symbols = [];

    public uint Machine { get; init; } = 0x0100_0007;

    public MachOBuilder Needs(string library)
    {
        _libraries.Add(library);
        return this;
    }

    /// <summary>Adds a symbol that comes from a library, counted from 1; 0 is the image itself.</summary>
    public MachOBuilder Symbol(string name, int library)
    {
        _symbols.Add((name, library));
        return this;
    }

    public byte[] Build()
    {
        var commands = new Bytes(wide ? 32 : 28, bigEndian, wide);
        foreach (var library in _libraries)
        {
            var size = 24 + ((library.Length + 8) / 8 * 8);
            var start = commands.Position;
            commands.U32(0x0C).U32(size).U32(24).U32(0).U32(0).U32(0).Text(library).PadTo(start + size);
        }

        commands.U32(0x32).U32(24).U32(1).U32(0).U32(0).U32(0);
        var table = commands.Position;
        commands.U32(2).U32(24).U32(0).U32(_symbols.Count).U32(0).U32(0);
        var strings = new Bytes();
        strings.U8(0);
        var symbols = new Bytes(commands.Position, bigEndian, wide);
        foreach (var (name, library) in _symbols)
        {
            symbols.U32(strings.Position).U8(library == 0 ? 0x0F : 0x01).U8(library == 0 ? 1 : 0).U16(library << 8).Address(0);
            strings.Text(name);
        }

        commands.Patch32(table + 8, commands.Position);
        commands.Patch32(table + 16, symbols.Position);
        commands.Patch32(table + 20, strings.Position);
        var image = new Bytes(0, bigEndian, wide);
        image.U32(wide ? 0xFEED_FACF : 0xFEED_FACE).U32(Machine).U32(3).U32(6).U32(_libraries.Count + 2).U32(commands.Position - (wide ? 32 : 28)).U32(0x85).PadTo(wide ? 32 : 28);
        return image.Add(commands.ToArray()).Add(symbols.ToArray()).Add(strings.ToArray()).ToArray();
    }

    public static byte[] Fat(params (uint Machine, byte[] Image)[] images)
    {
        var file = new Bytes(0, bigEndian: true);
        file.U32(0xCAFE_BABE).U32(images.Length);
        var offset = 4096L;
        foreach (var (machine, image) in images)
        {
            file.U32(machine).U32(0).U32(offset).U32(image.Length).U32(12);
            offset += (image.Length + 4095) / 4096 * 4096;
        }

        foreach (var (_, image) in images)
        {
            file.Align(4096).Add(image);
        }

        return file.ToArray();
    }
}
