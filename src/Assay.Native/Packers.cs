namespace Assay.Native;

/// <summary>Names of sections that packers and protectors give to what they write, as their documentation and their output show.</summary>
internal static class Packers
{
    private static readonly (string Section, string Packer)[] Sections =
    [
        ("UPX0", "upx"), ("UPX1", "upx"), ("UPX2", "upx"), ("UPX!", "upx"), ("__UPX", "upx"), ("upxTEXT", "upx"),
        (".MPRESS1", "mpress"), (".MPRESS2", "mpress"), ("__MPRESS__", "mpress"), ("__MPRESS_1", "mpress"),
        (".aspack", "aspack"), (".adata", "aspack"), (".ASPack", "aspack"), ("ASPack", "aspack"),
        (".themida", "themida"), (".winlice", "themida"), (".vmp0", "vmprotect"), (".vmp1", "vmprotect"), (".vmp2", "vmprotect"),
        (".nsp0", "nspack"), (".nsp1", "nspack"), (".nsp2", "nspack"), ("nsp0", "nspack"), ("nsp1", "nspack"), (".petite", "petite"), ("petite", "petite"),
        ("PEC2", "pecompact"), ("PEC2TO", "pecompact"), ("PECompact2", "pecompact"), ("pec1", "pecompact"), ("pec2", "pecompact"),
        (".enigma1", "enigma"), (".enigma2", "enigma"), (".RLPack", "rlpack"), (".packed", "rlpack"), ("FSG!", "fsg"), ("MEW", "mew"),
        (".y0da", "yoda"), (".yP", "yoda"), (".svkp", "svkp"), (".neolit", "neolite"), (".neolite", "neolite"), ("pebundle", "pebundle"), (".boom", "boomerang"),
    ];

    /// <summary>Names the packer of a section; null when none writes such a name.</summary>
    public static string? Of(ReadOnlySpan<char> section)
    {
        foreach (var (name, packer) in Sections)
        {
            if (section.SequenceEqual(name))
            {
                return packer;
            }
        }

        return null;
    }
}
