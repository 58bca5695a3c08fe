using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Where the views of a report lead to besides places on the same page. A report that is one file leads nowhere; a site has a page for everything. Addresses begin with a slash.</summary>
public class ReportLinks
{
    /// <summary>Leads nowhere.</summary>
    public static ReportLinks None { get; } = new();

    /// <summary>The page of a rule; null when there is none.</summary>
    public virtual string? Rule(string id) => null;

    /// <summary>The place that proves something; null when it cannot be shown.</summary>
    public virtual string? Evidence(Evidence evidence) => null;

    /// <summary>The page of a file of the package; null when there is none.</summary>
    /// <param name="path">The path of the artifact as the report has it.</param>
    public virtual string? File(string path) => null;

    /// <summary>The page of a package; null when there is none.</summary>
    /// <param name="id">Package id.</param>
    /// <param name="version">A version, or null for all of them.</param>
    public virtual string? Package(string id, string? version) => null;
}
