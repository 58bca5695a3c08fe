using Assay.Model;

namespace Assay.Reports;

/// <summary>Makes one report of what is known of several packages.</summary>
public static class CheckReports
{
    /// <summary>Joins reports of packages. Tool and inputs are those of the first.</summary>
    /// <param name="reports">At least one.</param>
    public static CheckReport Of(IReadOnlyList<PackageReport> reports)
    {
        ArgumentOutOfRangeException.ThrowIfZero(reports.Count);
        return Of(reports[0].Tool, reports[0].Inputs, [.. reports.Select(CheckedPackage.Of)]);
    }

    /// <summary>Makes the report of packages that no project names. A package that stands there twice, by community, id, version and hash, is told once.</summary>
    public static CheckReport Of(ToolInfo tool, ReportInputs inputs, IReadOnlyList<CheckedPackage> packages)
    {
        var ordered = Merge(packages);
        return new CheckReport { Tool = tool, Inputs = inputs, Verdict = Worst(ordered), Vulnerabilities = Status(ordered), Projects = [], Packages = ordered };
    }

    /// <summary>Joins reports of checks: all their projects, packages and problems. Tool and inputs are those of the first.</summary>
    /// <param name="reports">At least one.</param>
    public static CheckReport Join(IReadOnlyList<CheckReport> reports)
    {
        ArgumentOutOfRangeException.ThrowIfZero(reports.Count);
        if (reports is [var only])
        {
            return only;
        }

        var joined = Of(reports[0].Tool, reports[0].Inputs, [.. reports.SelectMany(report => report.Packages)]);
        return joined with { Projects = [.. reports.SelectMany(report => report.Projects).Distinct()], Problems = [.. reports.SelectMany(report => report.Problems).Distinct()] };
    }

    /// <summary>Describes a package that could not be read.</summary>
    /// <param name="name">What it was called.</param>
    /// <param name="reason">Why, for a person.</param>
    public static CheckedPackage Unreadable(string name, string reason) => new()
    {
        Package = new() { Purl = null, Community = null, Id = name, Version = null, Sha256 = "", Size = 0 },
        Status = CheckedStatus.Unreadable,
        StatusText = reason,
        Verdict = new Verdict(VerdictStatus.Unknown, [reason]),
    };

    /// <summary>The worst verdict of packages with its reasons, each with the package it is about where there are several.</summary>
    public static Verdict Worst(IReadOnlyList<CheckedPackage> packages)
    {
        if (packages.Count == 0)
        {
            return new Verdict(VerdictStatus.Pass, []);
        }

        if (packages is [var only])
        {
            return only.Verdict;
        }

        var status = packages.Max(package => package.Verdict.Status);
        var reasons = packages.Where(package => package.Verdict.Status == status).SelectMany(package => package.Verdict.Reasons.Select(reason => $"{FormatText.Name(package)}: {reason}"));
        return new Verdict(status, status == VerdictStatus.Pass ? [] : [.. reasons])
        {
            SinceBaseline = packages.Any(package => package.Verdict.SinceBaseline is not null) ? packages.Max(package => package.Verdict.SinceBaseline ?? package.Verdict.Status) : null,
        };
    }

    /// <summary>Whether vulnerabilities were found in packages; where one was not looked up and none was found, nothing is known of all.</summary>
    public static VulnerabilityStatus Status(IReadOnlyList<CheckedPackage> packages)
    {
        var states = packages.Where(package => package.Status == CheckedStatus.Analysed || package.Vulnerabilities.Status != VulnerabilityStatus.NotChecked).Select(package => package.Vulnerabilities.Status).ToHashSet();
        return states.Contains(VulnerabilityStatus.Found) ? VulnerabilityStatus.Found
            : states.Count == 0 || states.Contains(VulnerabilityStatus.NotChecked) ? VulnerabilityStatus.NotChecked
            : VulnerabilityStatus.NoneFound;
    }

    // A package that several projects need stands there once, with all that they say of it.
    private static CheckedPackage[] Merge(IEnumerable<CheckedPackage> packages) =>
    [
        .. packages.GroupBy(package => (package.Package.Community, package.Package.Id.ToUpperInvariant(), package.Package.Version, package.Package.Sha256, package.Status))
            .Select(group => group.Count() == 1 ? group.First() : group.First() with
            {
                Direct = group.Any(package => package.Direct),
                Development = group.All(package => package.Development),
                DependsOn = [.. group.SelectMany(package => package.DependsOn).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                Places = [.. group.SelectMany(package => package.Places).Distinct()],
                IntroducedBy = [.. group.SelectMany(package => package.IntroducedBy).OrderBy(path => path.Packages.Count).ThenBy(path => path.Project, StringComparer.Ordinal).Take(CheckedPackage.PathLimit)],
                IntroducedByTotal = group.Sum(package => package.IntroducedByTotal),
            })
            .Order(PackageOrder.Instance),
    ];
}
