using Assay.Model;

namespace Assay.Linking.Vulnerabilities;

/// <summary>What one source says of one package.</summary>
/// <param name="Statement">All that it says.</param>
/// <param name="Entries">What it says of the package.</param>
/// <param name="Affects">It names the version.</param>
/// <param name="Fixed">The version after the span that holds the version; null where it does not end.</param>
internal sealed record PackageStatement(AdvisoryStatement Statement, IReadOnlyList<AffectedPackage> Entries, bool Affects, string? Fixed)
{
    /// <summary>The base score; null without a vector.</summary>
    public double? Score => Statement.Cvss is [var first, ..] ? first.Score : null;

    /// <summary>Where the spans of the package end.</summary>
    public IEnumerable<string> Ends => Entries.SelectMany(entry => entry.Ranges).Select(span => span.Before).OfType<string>();

    /// <summary>Gives the statements of a vulnerability that speak of a package.</summary>
    public static List<PackageStatement> Of(Vulnerability vulnerability, string community, string package, IReadOnlyList<PackageVersion> versions)
    {
        var statements = new List<PackageStatement>();
        foreach (var statement in vulnerability.Statements)
        {
            AffectedPackage[] entries = [.. statement.Affected.Where(entry => entry.Community == community && entry.Package.Equals(package, StringComparison.OrdinalIgnoreCase))];
            if (entries.Length > 0)
            {
                var affects = versions.All(version => Array.Exists(entries, entry => entry.Names(version)));
                statements.Add(new PackageStatement(statement, entries, affects, affects ? FixOf(entries, versions[0]) : null));
            }
        }

        return statements;
    }

    /// <summary>Gives what a report says of it.</summary>
    public VulnerabilitySource Report() => new(Statement.Source, Statement.Record, Affects, Statement.Severity, Score, Fixed, Statement.Url);

    /// <summary>Gives versions in their order, each once.</summary>
    public static IEnumerable<string> Ordered(IEnumerable<string> versions) => versions
        .Where(text => PackageVersion.ParseUpstream(text) is not null)
        .OrderBy(text => PackageVersion.ParseUpstream(text)!, Order)
        .Select(Normalise)
        .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives a version of a package in its usual form, any other as it is.</summary>
    public static string Normalise(string version) => PackageVersion.Parse(version)?.ToString() ?? version;

    /// <summary>Compares versions.</summary>
    public static Comparer<PackageVersion> Order { get; } = Comparer<PackageVersion>.Create((one, other) => one.CompareWith(other));

    private static string? FixOf(AffectedPackage[] entries, PackageVersion version) =>
        Ordered(entries.SelectMany(entry => entry.Ranges).Where(span => span.Contains(version)).Select(span => span.Before).OfType<string>()).LastOrDefault();
}
