using Assay.Model;

namespace Assay.Reports;

/// <summary>The verdict with its reasons, which package it is about, and the assessments.</summary>
internal static class VerdictSection
{
    public static void Write(PackageReport report, LineWriter lines)
    {
        var (sign, word, style) = lines.Symbols.Of(report.Verdict.Status);
        var package = report.Package;
        lines.Write(new TextLine().Whole(sign, style).Whole(word.ToUpperInvariant(), style, gap: 1).Whole(package.Id, Palette.Strong).Whole(package.Version, Palette.Strong, gap: 1), hang: 2);
        foreach (var reason in Reasons(report.Verdict))
        {
            lines.Write(new TextLine().Prose(reason), indent: 2);
        }

        lines.Blank();
        WriteIdentity(report, lines);
    }

    private static IReadOnlyList<string> Reasons(Verdict verdict) => verdict.Reasons.Count > 0 ? verdict.Reasons : verdict.Status switch
    {
        VerdictStatus.Pass => ["No sign of tampering or malware was found."],
        _ => ["No reason is given."],
    };

    private static void WriteIdentity(PackageReport report, LineWriter lines)
    {
        var package = report.Package;
        var dot = lines.Symbols.Dot;
        lines.Write(new TextLine().Joined(dot,
        [
            package.Purl, License(package), package.Authors.Count == 0 ? null : "by " + string.Join(", ", package.Authors.Take(5)),
            $"{Quantity.Of(report.Contents.Files, "file")}, {Quantity.Bytes(package.Size)}",
        ]), indent: 2);
        lines.Write(new TextLine().Whole(Repository(package.Repository)), indent: 2);
        lines.Write(new TextLine().Whole("sha256 " + package.Sha256, Palette.Faint), indent: 2);
    }

    private static string License(ReportedPackage package)
    {
        var license = package.License;
        var declared = license?.Expression ?? (license?.File is { } file ? "licence in " + file : license?.Url is { } url ? "licence at " + url : "no licence declared");
        var recognised = package.Licenses.Where(found => found is { Role: "applies", How: not "expression" } && found.Id != "unknown").Select(found => found.Id).Distinct(StringComparer.Ordinal).ToArray();
        return license?.Expression is null && recognised.Length > 0 ? $"{declared} ({string.Join(", ", recognised)})" : declared;
    }

    private static string Repository(RepositoryDeclaration? repository) => repository?.Url is not { Length: > 0 } url
        ? "no source repository declared"
        : repository.Commit is { Length: > 0 } commit ? $"{url} at {(commit.Length > 12 ? commit[..12] : commit)}" : url;

    /// <summary>Writes the assessments.</summary>
    public static void WriteAssessments(Assessments assessments, LineWriter lines)
    {
        lines.Heading("Assessments");
        foreach (var (name, assessment) in new[]
        {
            ("malware", assessments.Malware), ("tampering", assessments.Tampering), ("secrets", assessments.Secrets),
            ("vulnerabilities", assessments.Vulnerabilities), ("hardening", assessments.Hardening), ("licences", assessments.Licenses),
        })
        {
            var (sign, word, style) = lines.Symbols.Of(assessment.Status);
            var label = string.Equals(assessment.Label, word, StringComparison.OrdinalIgnoreCase) ? null : assessment.Label;
            lines.Write(new TextLine().Column(name, 15).Whole(sign, style).Column(word, 11, style, gap: 1).Whole(label, Palette.Faint), indent: 2, hang: 34);
        }
    }
}
