namespace Assay.Native.Pe;

/// <summary>Names of machines and subsystems (Microsoft PE format, "Machine Types" and "Windows Subsystem").</summary>
internal static class PeMachines
{
    public static string Machine(ushort machine) => machine switch
    {
        0x014C => "x86",
        0x8664 => "x64",
        0x01C0 or 0x01C2 or 0x01C4 => "arm",
        0xAA64 or 0xA64E or 0xA641 => "arm64",
        0x0200 => "ia64",
        0x5032 => "riscv32",
        0x5064 => "riscv64",
        0x6232 => "loongarch32",
        0x6264 => "loongarch64",
        0x0EBC => "efi-byte-code",
        _ => "other",
    };

    public static string Subsystem(ushort subsystem) => subsystem switch
    {
        1 => "native",
        2 => "windows",
        3 => "console",
        9 => "windows-ce",
        >= 10 and <= 13 => "efi",
        16 => "boot",
        _ => "other",
    };
}
