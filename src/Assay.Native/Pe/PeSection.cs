namespace Assay.Native.Pe;

/// <summary>One row of the section table (Microsoft PE format, "Section Table").</summary>
internal readonly record struct PeSection(string Name, uint VirtualAddress, uint VirtualSize, long RawOffset, long RawSize, uint Characteristics)
{
    private const uint ContainsCode = 0x20;
    private const uint Execute = 0x2000_0000;
    private const uint Write = 0x8000_0000;

    /// <summary>Bytes it takes in memory.</summary>
    public long MemorySize => Math.Max(VirtualSize, VirtualSize == 0 ? RawSize : 0);

    public long RawEnd => RawOffset + RawSize;

    public bool IsExecutable => (Characteristics & (Execute | ContainsCode)) != 0;

    public bool IsWritable => (Characteristics & Write) != 0;

    /// <summary>What may be done with its memory, as facts write it.</summary>
    public string Flags => (IsExecutable, IsWritable) switch
    {
        (true, true) => "rwx",
        (true, false) => "rx",
        (false, true) => "rw",
        _ => "r",
    };
}
