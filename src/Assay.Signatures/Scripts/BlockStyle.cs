using Assay.Model;

namespace Assay.Signatures.Scripts;

/// <summary>How a kind of file writes the lines of a signature block: as comments of its language.</summary>
/// <remarks>The marks are those that the subject interface package of PowerShell (pwrshsip) compares with, letter case included.</remarks>
internal sealed class BlockStyle
{
    /// <summary>What both marks have in common, whatever the style.</summary>
    public static ReadOnlySpan<byte> Mark => "signature block"u8;

    private BlockStyle(string prefix, string suffix)
    {
        Prefix = System.Text.Encoding.ASCII.GetBytes(prefix);
        Suffix = System.Text.Encoding.ASCII.GetBytes(suffix);
        Begin = System.Text.Encoding.ASCII.GetBytes($"{prefix}SIG # Begin signature block{suffix}");
        End = System.Text.Encoding.ASCII.GetBytes($"{prefix}SIG # End signature block{suffix}");
    }

    /// <summary>Scripts, modules and data files.</summary>
    public static BlockStyle Script { get; } = new("# ", "");

    /// <summary>Types, formats, console files, cmdlet definitions and workflows.</summary>
    public static BlockStyle Markup { get; } = new("<!-- ", " -->");

    /// <summary>Managed object format.</summary>
    public static BlockStyle ObjectFormat { get; } = new("/* ", " */");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<BlockStyle> All { get; } = [Script, Markup, ObjectFormat];

    /// <summary>What each line of the block begins with.</summary>
    public byte[] Prefix { get; }

    /// <summary>What each line of the block ends with.</summary>
    public byte[] Suffix { get; }

    /// <summary>The first line.</summary>
    public byte[] Begin { get; }

    /// <summary>The last line.</summary>
    public byte[] End { get; }

    /// <summary>The style of files of a kind; null for kinds that carry no block.</summary>
    public static BlockStyle? Of(ArtifactKind kind) => kind switch
    {
        ArtifactKind.PowerShell => Script,
        ArtifactKind.PowerShellXml or ArtifactKind.Xml => Markup,
        ArtifactKind.OtherSource => ObjectFormat,
        _ => null,
    };
}
