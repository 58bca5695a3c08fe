using Assay.Model;

namespace Assay.TestInputs.Advisories;

/// <summary>A database of vulnerabilities that a test writes down.</summary>
/// <param name="items">The vulnerabilities.</param>
public sealed class ListedAdvisories(params IReadOnlyList<Vulnerability> items) : IAdvisories
{
    /// <summary>The day of the database.</summary>
    public const string Date = "2026-05-06";

    public DatedInput Database { get; init; } = new("test-advisories", Date);

    public IReadOnlyList<DatedInput> Sources { get; init; } = [new DatedInput("github", Date)];

    public IReadOnlyList<Vulnerability> Of(string community, string package) =>
        [.. items.Where(item => item.Statements.Any(statement => statement.Affected.Any(affected => affected.Community == community && affected.Package.Equals(package, StringComparison.OrdinalIgnoreCase)))).OrderBy(item => item.Id, StringComparer.Ordinal)];

    /// <summary>Gives a vulnerability that one source states: of a package of NuGet, from a version on, up to another one.</summary>
    /// <param name="id">Its name, such as <c>CVE-2024-1</c>.</param>
    /// <param name="package">Id of the package.</param>
    /// <param name="from">The first version that has it; null for all from the beginning.</param>
    /// <param name="before">The first version that does not; null for none.</param>
    /// <param name="severity">How bad it is.</param>
    public static Vulnerability One(string id, string package, string? from, string? before, VulnerabilitySeverity severity = VulnerabilitySeverity.High) =>
        new(id, [], [Statement("github", id, package, from, before, severity)]);

    /// <summary>Gives what a source states of one span of versions.</summary>
    /// <param name="source">The source.</param>
    /// <param name="record">Its id there.</param>
    /// <param name="package">Id of the package.</param>
    /// <param name="from">The first version that has it; null for all from the beginning.</param>
    /// <param name="before">The first version that does not; null for none.</param>
    /// <param name="severity">How bad it is.</param>
    /// <param name="community">The community of the package.</param>
    public static AdvisoryStatement Statement(string source, string record, string package, string? from, string? before, VulnerabilitySeverity severity = VulnerabilitySeverity.High, string community = "nuget") => new()
    {
        Source = source,
        Record = record,
        Summary = $"What {record} is about.",
        Severity = severity,
        Url = $"https://example.com/advisories/{record}",
        Affected = [new AffectedPackage(community, package, [new VersionSpan(from, before, null)], [])],
    };
}
