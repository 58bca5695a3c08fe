using System.Globalization;
using Assay.Community;
using Assay.Model;
using Assay.Reports;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Packages;

/// <summary>What is asked first about a package, each with the place that shows more.</summary>
internal static class FactStrip
{
    public static void Write(VersionContext context, HtmlWriter html)
    {
        var (report, package) = (context.Report, context.Report.Package);
        using (html.Element("dl.facts"))
        {
            Fact(html, "Published", context.Version.Published?[..Math.Min(10, context.Version.Published.Length)] ?? $"not told; read {context.Version.Added}");
            Fact(html, OwnersOf(report) is { Count: > 0 } ? "Owners, by the feed's signature" : "Authors, as declared", OwnersOf(report) is { Count: > 0 } owners ? string.Join(", ", owners) : package.Authors.Count == 0 ? "none" : string.Join(", ", package.Authors));
            Fact(html, "Signature", Signature(report), "#signatures");
            WriteRepository(package, html);
            Fact(html, "Licence, as declared", package.License?.Expression ?? (package.License?.File is { } file ? "file " + file : package.License?.Url ?? "none"));
            Fact(html, "Popularity", Usage(context));
            Fact(html, "Dependencies", Dependencies(context), context.Address + "/dependencies");
            Fact(html, "Size", $"{Quantity.Bytes(package.Size)}, {Quantity.Of(report.Contents.Files, "file")}", context.Address + "/files");
            Fact(html, "Runs by itself at", RunsBySelf(report), "#surfaces");
        }
    }

    private static IReadOnlyList<string> OwnersOf(PackageReport report) => report.Signing.Signers.Select(signer => SignatureText.Owners(report, signer)).FirstOrDefault(owners => owners.Count > 0) ?? [];

    private static string Signature(PackageReport report)
    {
        string[] signers = [.. report.Signing.Signers.Where(signer => signer.Role is "author" or "repository").Select(signer => $"{SignatureText.Role(signer.Role)}: {SignatureText.Of(signer.Status, signer.Trust).Words}")];
        return signers.Length > 0 ? string.Join("; ", signers) : "package not signed";
    }

    private static void WriteRepository(ReportedPackage package, HtmlWriter html)
    {
        using (html.Element("div"))
        {
            html.Element("dt", "Repository, as declared");
            using (html.Element("dd", ("dir", "auto")))
            {
                html.Link(package.Repository?.Url, package.Repository?.Url is { Length: > 0 } address ? address : "none");
            }
        }
    }

    private static string Usage(VersionContext context)
    {
        var parts = new List<string>();
        if (context.Downloads is { } downloads)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{downloads.Count:N0} downloads ({downloads.Day})"));
        }

        if (context.Snapshot is { } snapshot && snapshot.Packages.IndexOf(context.Version.Id.ToLowerInvariant()) is >= 0 and var place && snapshot.Packages.Rank(place) is { } rank)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"rank {rank:N0} of {snapshot.Packages.Ranked:N0} by {(snapshot.Ranking == RankingKind.Downloads ? "downloads" : "dependents")}"));
        }

        return parts.Count > 0 ? string.Join("; ", parts) : "not known";
    }

    private static string Dependencies(VersionContext context)
    {
        var ids = context.Report.Dependencies.Select(dependency => dependency.Id.ToLowerInvariant()).Distinct(StringComparer.Ordinal).ToArray();
        var known = ids.Where(context.Known.ContainsKey).Select(id => context.Known[id].Verdicts[0].Value).Where(verdict => verdict is not null).ToArray();
        return ids.Length == 0 ? "none" : known.Length == 0 ? $"{ids.Length:N0}, none known here" : $"{ids.Length:N0}, worst verdict known {Mark.Of(known.Max()!.Value).Word}";
    }

    private static string RunsBySelf(PackageReport report)
    {
        string[] names = [.. ((Surface)ushort.MaxValue).Names().Where(name => SurfaceView.IsAutomatic(name) && report.Contents.Surfaces.GetValueOrDefault(name) > 0).Select(name => name.Replace('-', ' '))];
        return names.Length > 0 ? string.Join(", ", names) : report.Coverage.Partial + report.Coverage.Skipped > 0 ? "nothing found, in what could be read" : "nothing";
    }

    private static void Fact(HtmlWriter html, string name, string value, string? address = null)
    {
        using (html.Element("div"))
        {
            html.Element("dt", name);
            using (html.Element("dd", ("dir", "auto")))
            using (html.LinkTo(address))
            {
                html.Text(value.Length > 200 ? value[..200] + "…" : value);
            }
        }
    }
}
