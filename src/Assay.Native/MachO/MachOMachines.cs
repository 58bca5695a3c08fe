namespace Assay.Native.MachO;

/// <summary>Names of machines, file types and platforms (mach/machine.h, mach-o/loader.h).</summary>
internal static class MachOMachines
{
    public static string Machine(uint type, uint subtype) => type switch
    {
        7 => "x86",
        0x0100_0007 => "x64",
        12 => "arm",
        // 64-bit ARM with narrow addresses is another machine.
        0x0100_000C => (subtype & 0xFF_FFFF) == 2 ? "arm64e" : "arm64",
        0x0200_000C => "arm64-32",
        18 => "ppc",
        0x0100_0012 => "ppc64",
        _ => "other",
    };

    public static string Kind(uint type) => type switch
    {
        1 => "object",
        2 => "program",
        6 => "library",
        8 => "bundle",
        10 => "debug-symbols",
        11 => "driver",
        _ => "other",
    };

    public static string Platform(uint platform) => platform switch
    {
        1 => "macos",
        2 => "ios",
        3 => "tvos",
        4 => "watchos",
        6 => "maccatalyst",
        7 => "ios-simulator",
        8 => "tvos-simulator",
        _ => "apple",
    };
}
