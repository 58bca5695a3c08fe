namespace Assay.Native.Elf;

/// <summary>Names of machines and systems (System V ABI, "e_machine" and "EI_OSABI").</summary>
internal static class ElfMachines
{
    public static string Machine(in ElfImage image) => image.Machine switch
    {
        3 => "x86",
        8 => image.Reader.Wide ? "mips64" : "mips",
        20 => "ppc",
        21 => image.Reader.BigEndian ? "ppc64" : "ppc64le",
        22 => image.Reader.Wide ? "s390x" : "s390",
        40 => "arm",
        // The same machine with narrow addresses.
        62 => image.Reader.Wide ? "x64" : "x32",
        183 => "arm64",
        243 => image.Reader.Wide ? "riscv64" : "riscv32",
        247 => "bpf",
        258 => image.Reader.Wide ? "loongarch64" : "loongarch32",
        _ => "other",
    };

    public static string System(byte abi) => abi switch
    {
        0 or 3 => "linux",
        2 => "netbsd",
        6 => "solaris",
        9 => "freebsd",
        12 => "openbsd",
        _ => "other",
    };
}
