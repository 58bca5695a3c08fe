using Assay.Model;
using Assay.TestInputs;

namespace Assay.Differential.Tests.Constructions;

/// <summary>Names that lead to other places for some readers.</summary>
internal static class NameConstructions
{
    private const string Files = "Both are files on the systems where these readers run; others take them for one.";
    private const string Windows = "Windows reads the name differently.";
    private const string Written = "Lookups by the written name and by the file differ.";
    private const string Display = "The name is shown as another one than it is.";

    // unzip reads names made on DOS in the code page of DOS, whatever their flag says.
    private const ushort Unix = (3 << 8) | 20;

    private static readonly RawEntry First = new("lib/a.txt", "the first content");
    private static readonly RawEntry Second = new("lib/a.txt", "the second content");

    public static IEnumerable<Construction> All =>
    [
        Construction.Of("duplicate", "the same name twice", [First, Second], ProblemId.ZipAmbiguousName),
        Construction.Of("duplicate", "the same name twice, the same content", [First, First], ProblemId.ZipAmbiguousName),
        Construction.Of("duplicate", "the same name three times", [First, Second, First with { Content = "3"u8.ToArray() }], ProblemId.ZipAmbiguousName),
        new Construction("duplicate", "the manifest twice", id => Construction.Package(id, zip => zip.Add(Construction.Manifest(id))), ProblemId.ManifestSeveral, ProblemId.ZipAmbiguousName),
        Construction.Of("duplicate", "a file and a folder", [First with { Name = "lib/a" }, Second with { Name = "lib/a/b.txt" }], ProblemId.ZipAmbiguousName),

        Construction.Of("percent", "an encoded letter", [First with { Name = "lib/%61.txt" }], ProblemId.ZipAmbiguousName),
        Construction.Of("percent", "an encoded letter beside the letter", [First, Second with { Name = "lib/%61.txt" }], ProblemId.ZipAmbiguousName),
        Construction.Of("percent", "an encoded slash", [First with { Name = "tools%2Finit.ps1" }], ProblemId.ZipAmbiguousName),
        Construction.Of("percent", "an encoded backslash", [First with { Name = "tools%5Cinit.ps1" }], ProblemId.ZipUnsafeName),
        Construction.Of("percent", "an encoded dot", [First with { Name = "lib/a%2Etxt" }], ProblemId.ZipAmbiguousName),
        Construction.Of("percent", "an encoded letter of Unicode", [First with { Name = "lib/caf%C3%A9.txt" }]),
        Construction.Of("percent", "an encoded plus and blank", [First with { Name = "lib/portable-net45%2Bwin8/a%20b.txt" }]),
        Construction.Of("percent", "encoded twice", [First with { Name = "lib/%2561.txt" }]),
        Construction.Of("percent", "encoded twice beside once", [First with { Name = "lib/%2561.txt" }, Second with { Name = "lib/%61.txt" }], ProblemId.ZipAmbiguousName),
        Construction.Of("percent", "a bare percent sign", [First with { Name = "lib/100%.txt" }]),
        Construction.Of("percent", "an encoded way out", [First with { Name = "%2e%2e/%2e%2e/a.txt" }], ProblemId.ZipUnsafeName),
        Construction.Of("percent", "a way out, encoded twice", [First with { Name = "%252e%252e/a.txt" }], ProblemId.ZipUnsafeName) with { Deliberate = "A reader that decodes twice writes outside of its folder." },
        Construction.Of("percent", "an encoded NUL", [First with { Name = "lib/a%00.txt" }], ProblemId.ZipUnsafeName),
        Construction.Of("percent", "encoded bytes that are no UTF-8", [First with { Name = "lib/a%C0%AF.txt" }]),
        new Construction("percent", "the manifest with an encoded letter", id => new RawZip().Add(Construction.Manifest(id) with { Name = id + ".nu%73pec" }).Add(First).Build(), ProblemId.ZipAmbiguousName),

        Construction.Of("slashes", "two slashes", [First with { Name = "lib//a.txt" }], ProblemId.ZipUnsafeName) with { Deliberate = Written },
        Construction.Of("slashes", "two slashes beside one", [First, Second with { Name = "lib//a.txt" }], ProblemId.ZipAmbiguousName),
        Construction.Of("slashes", "a dot folder", [First with { Name = "./lib/./a.txt" }], ProblemId.ZipUnsafeName) with { Deliberate = Written },
        Construction.Of("slashes", "a dot folder beside none", [First, Second with { Name = "./lib/a.txt" }], ProblemId.ZipAmbiguousName),
        Construction.Of("slashes", "a backslash", [First with { Name = "lib\\a.txt" }], ProblemId.ZipUnsafeName),
        Construction.Of("slashes", "a backslash beside a slash", [First, Second with { Name = "lib\\a.txt" }], ProblemId.ZipAmbiguousName),
        Construction.Of("slashes", "a leading slash", [First with { Name = "/lib/a.txt" }], ProblemId.ZipUnsafeName) with { Deliberate = "A reader that takes the name as it is writes outside of its folder." },
        Construction.Of("slashes", "a leading slash beside none", [First, Second with { Name = "/lib/a.txt" }], ProblemId.ZipAmbiguousName),
        Construction.Of("slashes", "a drive letter", [First with { Name = "C:/lib/a.txt" }], ProblemId.ZipUnsafeName),
        Construction.Of("slashes", "a way out", [First with { Name = "../../a.txt" }], ProblemId.ZipUnsafeName),
        Construction.Of("slashes", "a way out of a folder and back", [First with { Name = "lib/../lib/a.txt" }], ProblemId.ZipUnsafeName),
        Construction.Of("slashes", "a way out with a backslash", [First with { Name = "..\\a.txt" }], ProblemId.ZipUnsafeName),
        Construction.Of("slashes", "a file whose name ends with a slash", [First with { Name = "lib/a.txt/" }], ProblemId.ZipAmbiguousName),
        Construction.Of("slashes", "a file whose name ends with a backslash", [First with { Name = "lib/a.txt\\" }], ProblemId.ZipUnsafeName),
        Construction.Of("slashes", "a folder, said twice", [First with { Name = "lib/", Content = [], Method = 0 }, First with { Name = "lib/", Content = [], Method = 0 }, First], ProblemId.ZipAmbiguousName) with { Deliberate = "A writer of packages never does that." },
        Construction.Of("slashes", "no name", [First with { Name = "" }], ProblemId.ZipUnsafeName),

        Construction.Of("case", "upper and lower case", [First, Second with { Name = "LIB/A.txt" }], ProblemId.ZipAmbiguousName) with { Deliberate = Files },
        Construction.Of("case", "two Unicode forms", [First with { Name = "lib/\u00e9.txt", Flags = 1 << 11, VersionMadeBy = Unix }, Second with { Name = "lib/e\u0301.txt", Flags = 1 << 11, VersionMadeBy = Unix }], ProblemId.ZipAmbiguousName),
        Construction.Of("case", "a trailing dot beside none", [First, Second with { Name = "lib/a.txt." }], ProblemId.ZipAmbiguousName) with { Deliberate = Files },

        Construction.Of("odd names", "a NUL", [First with { Name = "lib/a.txt\0.dll" }], ProblemId.ZipUnsafeName),
        Construction.Of("odd names", "a line end", [First with { Name = "lib/a\n.txt" }], ProblemId.ZipUnsafeName),
        Construction.Of("odd names", "a terminal escape", [First with { Name = "lib/a\u001b[2J.txt" }], ProblemId.ZipUnsafeName),
        Construction.Of("odd names", "a mark of direction", [First with { Name = "lib/\u202etxt.exe", Flags = 1 << 11, VersionMadeBy = Unix }], ProblemId.ZipUnsafeName) with { Deliberate = Display },
        Construction.Of("odd names", "a trailing dot", [First with { Name = "lib/a.txt." }], ProblemId.ZipUnsafeName) with { Deliberate = Windows },
        Construction.Of("odd names", "a trailing blank", [First with { Name = "lib/a.txt " }], ProblemId.ZipUnsafeName) with { Deliberate = Windows },
        Construction.Of("odd names", "a device", [First with { Name = "lib/NUL.txt" }], ProblemId.ZipUnsafeName) with { Deliberate = Windows },
        Construction.Of("odd names", "a stream", [First with { Name = "lib/a.txt:b" }], ProblemId.ZipUnsafeName) with { Deliberate = Windows },
        Construction.Of("odd names", "longer than a file system takes", [First with { Name = "lib/" + new string('a', 300) }], ProblemId.ZipUnsafeName),

        Construction.Of("encoding", "UTF-8 with its flag", [First with { Name = "lib/caf\u00e9.txt", Flags = 1 << 11, VersionMadeBy = Unix }]),
        Construction.Of("encoding", "UTF-8 without its flag", [First with { Name = "lib/caf\u00e9.txt" }], ProblemId.ZipUnusualFeature),
        Construction.Of("encoding", "code page 437", [First with { RawName = [.. "lib/caf"u8, 0x82, .. ".txt"u8] }], ProblemId.ZipUnusualFeature),
        Construction.Of("encoding", "the flag of UTF-8 over other bytes", [First with { RawName = [.. "lib/caf"u8, 0x82, .. ".txt"u8], Flags = 1 << 11 }], ProblemId.ZipUnsafeName),
        Construction.Of("encoding", "an overlong slash", [First with { RawName = [.. "lib"u8, 0xC0, 0xAF, .. "a.txt"u8], Flags = 1 << 11 }], ProblemId.ZipUnsafeName),
        Construction.Of("encoding", "a field with another name", [First with { Extra = UnicodePath("lib/a.txt", "lib/hidden.ps1") }], ProblemId.ZipAmbiguousName),
        Construction.Of("encoding", "a field with another name in the local header", [First with { LocalExtra = UnicodePath("lib/a.txt", "lib/hidden.ps1") }], ProblemId.ZipAmbiguousName),
        Construction.Of("encoding", "a field with another name and a wrong sum", [First with { Extra = UnicodePath("other", "lib/hidden.ps1") }], ProblemId.ZipAmbiguousName) with { Deliberate = "Readers that do not check the sum show the other name." },
        Construction.Of("encoding", "a field with the same name", [First with { Extra = UnicodePath("lib/a.txt", "lib/a.txt") }]),
    ];

    // Info-ZIP: identifier 7075, size, version 1, CRC-32 of the plain name, the other name.
    public static byte[] UnicodePath(string plain, string other)
    {
        var name = Construction.Bytes(other);
        return [0x75, 0x70, (byte)(5 + name.Length), 0, 1, .. BitConverter.GetBytes(RawZip.Crc32(Construction.Bytes(plain))), .. name];
    }
}
