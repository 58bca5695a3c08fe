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

    /// <summary>The card of a behavior that may stand on another page; null when it stands on this one.</summary>
    public virtual string? Behavior(string id) => null;

    /// <summary>The page that lists all of a section of which the report shows the first; null when the others stand behind a disclosure.</summary>
    /// <param name="section">The section's name: <c>issues</c>, <c>behaviors</c>, <c>vulnerabilities</c>, <c>files</c>.</param>
    public virtual string? All(string section) => null;

    /// <summary>What is known of a dependency elsewhere, in words; null when nothing is.</summary>
    /// <param name="id">Package id.</param>
    /// <param name="version">The version that is taken; null when that is not known.</param>
    public virtual string? Verdict(string id, string? version) => null;
}
