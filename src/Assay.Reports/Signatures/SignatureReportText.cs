using Assay.Model;
using Spectre.Console;

namespace Assay.Reports;

/// <summary>Shows the signatures of inputs to a person at a terminal.</summary>
public static class SignatureReportText
{
    private const int Shown = 10;
    private const int ShownReasons = 3;

    /// <summary>Writes one input in full.</summary>
    public static void Write(PackageReport report, SignatureReport signatures, IAnsiConsole console, bool all)
    {
        var lines = new LineWriter(console);
        WriteOutcome(signatures, lines, all ? int.MaxValue : Shown);
        lines.Write(new TextLine().Whole("sha256 " + signatures.Sha256, Palette.Faint), indent: 2);
        WriteSigners(report, lines, all);
        WriteStrongNames(report, lines);
        WriteIssues(signatures, lines, all);
        if (signatures.AsOf is { } day)
        {
            lines.Blank();
            lines.Write(new TextLine().Prose($"Certificates as of {day}.", Palette.Faint), indent: 2);
        }
    }

    /// <summary>Writes one input in a line, with its reasons unless it is valid.</summary>
    public static void WriteLine(SignatureReport signatures, IAnsiConsole console, bool brief)
    {
        var lines = new LineWriter(console);
        WriteOutcome(signatures, lines, brief || signatures.Outcome is SignatureOutcome.Valid or SignatureOutcome.Unsigned ? 0 : ShownReasons);
    }

    /// <summary>Writes how many inputs came to what.</summary>
    public static void WriteTotals(IReadOnlyDictionary<SignatureOutcome, int> totals, IAnsiConsole console)
    {
        var lines = new LineWriter(console);
        lines.Blank();
        lines.Write(new TextLine().Prose($"{Quantity.Of(totals.Values.Sum(), "package")}: {string.Join(", ", Enum.GetValues<SignatureOutcome>().Reverse().Where(totals.ContainsKey).Select(outcome => $"{totals[outcome]} {Word(outcome)}"))}."));
    }

    private static void WriteOutcome(SignatureReport signatures, LineWriter lines, int reasons)
    {
        var (sign, style) = lines.Symbols.Of(WorthOf(signatures.Outcome));
        lines.Write(new TextLine().Whole(sign, style).Whole(Word(signatures.Outcome).ToUpperInvariant(), style, gap: 1).Whole(signatures.Id, Palette.Strong).Whole(signatures.Version, Palette.Strong, gap: 1), hang: 2);
        foreach (var reason in signatures.Reasons.Take(reasons))
        {
            lines.Write(new TextLine().Prose(reason), indent: 2, hang: 4);
        }

        if (reasons > 0 && signatures.Reasons.Count > reasons)
        {
            lines.Write(new TextLine().Prose($"and {Quantity.Of(signatures.Reasons.Count - reasons, "more reason")}", Palette.Faint), indent: 2);
        }
    }

    private static void WriteSigners(PackageReport report, LineWriter lines, bool all)
    {
        var signing = report.Signing;
        lines.Heading("Signatures");
        foreach (var signer in signing.Signers.Take(all ? int.MaxValue : Shown))
        {
            SignatureSection.Write(report, signer, lines);
            lines.Write(new TextLine().Joined(lines.Symbols.Dot,
            [
                signer.Issuer is { } issuer ? "issued by " + issuer : null,
                SignatureText.Day(signer.NotAfter) is { } day ? "certificate ends " + day : null,
                report.Signatures.FirstOrDefault(signature => signature.Role == signer.Role && signature.Thumbprint == signer.Thumbprint) is { } signature ? string.Join(" with ", new[] { signature.Digest, signature.Key }.Where(text => text is not null)) : null,
            ], Palette.Faint), indent: 4);
            lines.Write(new TextLine().Whole(signer.Thumbprint is { } thumbprint ? "certificate " + thumbprint : null, Palette.Faint), indent: 4);
        }

        if (!all && signing.Signers.Count > Shown)
        {
            lines.Write(new TextLine().Prose($"and {Quantity.Of(signing.Signers.Count - Shown, "more signer")}", Palette.Faint), indent: 2);
        }

        lines.Write(new TextLine().Prose(SignatureText.Coverage(signing) ?? (signing.Signers.Count == 0 ? "None." : null)), indent: 2);
        SignatureSection.WriteUnsigned(signing, lines, all);
    }

    // Strong names are identities: they are counted and decide nothing.
    private static void WriteStrongNames(PackageReport report, LineWriter lines)
    {
        var names = report.Signatures.Where(signature => signature.Role == "strong-name").GroupBy(signature => signature.Status ?? "not verified", StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).ToArray();
        if (names.Length > 0)
        {
            lines.Write(new TextLine().Prose($"Strong names: {string.Join(", ", names.Select(group => $"{group.Count()} {group.Key}"))}."), indent: 2);
        }
    }

    private static void WriteIssues(SignatureReport signatures, LineWriter lines, bool all)
    {
        var shown = all ? signatures.Issues.Count : Math.Min(Shown, signatures.Issues.Count);
        if (shown == 0)
        {
            return;
        }

        lines.Heading("Findings", FindingLines.Remark(shown, signatures.Issues.Count));
        foreach (var issue in signatures.Issues.Take(shown))
        {
            var (sign, word, style) = issue.Status == AssessmentStatus.Pass ? (lines.Symbols.Low, "note", Palette.Plain) : lines.Symbols.Of(issue.Status);
            lines.Write(new TextLine().Whole(sign, style).Whole(word, style, gap: 1).Prose(issue.Title, Palette.Strong, gap: 2), indent: 2, hang: 4);
            lines.Write(new TextLine().Joined(lines.Symbols.Dot, [issue.Id, Quantity.Of(issue.Count, "file"), Place(issue)], Palette.Faint), indent: 4);
        }
    }

    // Statements of the package as a whole name the file that they are about.
    private static string? Place(Issue issue) => issue.Evidence is [var first, ..] ? first.Arguments?.GetValueOrDefault("file") ?? (first.Artifact.Length > 0 ? first.Artifact : null) : null;

    private static SignatureWorth WorthOf(SignatureOutcome outcome) => outcome switch
    {
        SignatureOutcome.Valid => SignatureWorth.Good,
        SignatureOutcome.Doubtful => SignatureWorth.Doubtful,
        SignatureOutcome.Broken => SignatureWorth.Bad,
        _ => SignatureWorth.Open,
    };

    private static string Word(SignatureOutcome outcome) => outcome switch
    {
        SignatureOutcome.Valid => "valid",
        SignatureOutcome.Unsigned => "not signed",
        SignatureOutcome.Unverified => "not verified",
        SignatureOutcome.Doubtful => "doubtful",
        _ => "broken",
    };
}
