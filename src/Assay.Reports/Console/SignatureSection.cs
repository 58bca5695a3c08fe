using Assay.Model;

namespace Assay.Reports;

/// <summary>Who signed the package and its code, and which code nobody signed.</summary>
internal static class SignatureSection
{
    private const int Shown = 6;
    private const int RoleWidth = 10;

    public static void Write(PackageReport report, LineWriter lines, ConsoleReportOptions options)
    {
        var signing = report.Signing;
        if (signing is { Files: 0, Signers.Count: 0 })
        {
            return;
        }

        lines.Heading("Signatures");
        var shown = options.All ? signing.Signers.Count : Math.Min(Shown, signing.Signers.Count);
        foreach (var signer in signing.Signers.Take(shown))
        {
            Write(report, signer, lines);
        }

        if (shown < signing.Signers.Count)
        {
            lines.Write(new TextLine().Prose($"and {Quantity.Of(signing.Signers.Count - shown, "more signer")}", Palette.Faint), indent: 2);
        }

        if (SignatureText.Coverage(signing) is { } coverage)
        {
            lines.Write(new TextLine().Prose(coverage), indent: 2);
        }

        WriteUnsigned(signing, lines, options.All);
    }

    public static void Write(PackageReport report, ReportedSigner signer, LineWriter lines)
    {
        var (worth, words) = SignatureText.Of(signer.Status, signer.Trust);
        var (sign, style) = lines.Symbols.Of(worth);
        var owners = SignatureText.Owners(report, signer);
        lines.Write(new TextLine().Whole(sign, style).Column(SignatureText.Role(signer.Role), RoleWidth, gap: 1).Whole(SignatureText.Name(signer), Palette.Strong).Joined(lines.Symbols.Dot,
        [
            words, signer.Role is "author" or "repository" ? null : Quantity.Of(signer.Files, "file"), SignatureText.Stamped(signer),
            owners.Count == 0 ? null : "owners " + string.Join(", ", owners),
        ]), indent: 2, hang: 4);
    }

    // Where nothing is signed, that is all there is to say.
    public static void WriteUnsigned(ReportedSigning signing, LineWriter lines, bool all)
    {
        if (signing.Unsigned == 0 || signing.Unsigned == signing.Files)
        {
            return;
        }

        var shown = all ? signing.UnsignedFiles.Count : Math.Min(Shown, signing.UnsignedFiles.Count);
        var line = new TextLine().Prose("Not signed:");
        for (var i = 0; i < shown; i++)
        {
            line.Whole(signing.UnsignedFiles[i] + (i < shown - 1 || shown < signing.Unsigned ? "," : ""), Palette.Place, gap: 1);
        }

        if (shown < signing.Unsigned)
        {
            line.Prose($"and {Quantity.Of(signing.Unsigned - shown, "more", "more")}");
        }

        lines.Write(line, indent: 2);
    }
}
