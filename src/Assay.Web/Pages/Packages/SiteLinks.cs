using System.Globalization;
using Assay.Model;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Packages;

/// <summary>Leads from the views of a report to the pages of the site.</summary>
/// <param name="community">The community of the package.</param>
/// <param name="version">Address of the version that the report is of.</param>
internal sealed class SiteLinks(string community, string version) : ReportLinks
{
    /// <summary>Path of the input, which stands before the paths of files; empty when there is none.</summary>
    public string Input { get; init; } = "";

    /// <summary>Behaviors whose cards stand on this page.</summary>
    public IReadOnlySet<string> Shown { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Sections whose full lists are pages of their own.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>What the index knows of the packages that this one depends on, by lower-case id.</summary>
    public IReadOnlyDictionary<string, KnownDependency> Known { get; init; } = new Dictionary<string, KnownDependency>(StringComparer.Ordinal);

    public override string? Rule(string id) => SiteAddress.Rule(id);

    public override string? Evidence(Evidence evidence)
    {
        var (location, path) = (evidence.Location, Below(evidence.Artifact));
        if (path.Length == 0)
        {
            return null;
        }

        // Lines of binaries are those of their source files, which are not there.
        return location is { Type: { } type, XPath: null } && (location.IlOffset is not null || location.Line is null || location.File is not null)
            ? Code(path, type, location)
            : PackageAddress.File(version, path, location.File is null ? location.Line : null);
    }

    public override string? File(string path) => Below(path) is { Length: > 0 } below ? PackageAddress.File(version, below) : null;

    public override string? Package(string id, string? version) => Known.ContainsKey(id.ToLowerInvariant()) ? version is null ? PackageAddress.Of(community, id) : PackageAddress.Of(community, id, version) : null;

    public override string? Behavior(string id) => Shown.Contains(id) ? null : $"{version}/behaviors#{FindingView.Anchor("behavior", id)}";

    public override string? All(string section) => Lists.Contains(section, StringComparer.Ordinal) ? $"{version}/{section}" : null;

    public override string? Verdict(string id, string? version) => Known.TryGetValue(id.ToLowerInvariant(), out var known) ? known.Of(version) : null;

    private string Code(string path, string type, ReportedLocation location)
    {
        var address = $"{version}/code?path={PackageAddress.Part(path)}&type={PackageAddress.Part(type)}";
        address += location.Method is { } method ? $"&method={PackageAddress.Part(method)}" : "";
        address += location.Body is { } body ? $"&body={PackageAddress.Part(body)}" : "";
        return location.IlOffset is { } offset ? string.Create(CultureInfo.InvariantCulture, $"{address}&offset={offset}#here") : address;
    }

    private string Below(string path) => path == Input ? "" : Input.Length > 0 && path.Length > Input.Length && path[Input.Length] == '!' && path.StartsWith(Input, StringComparison.Ordinal) ? path[(Input.Length + 1)..] : path;
}

/// <summary>A package that another one depends on, as the index has it.</summary>
/// <param name="Verdicts">Verdicts by version, the highest version first.</param>
internal sealed record KnownDependency(IReadOnlyList<KeyValuePair<string, VerdictStatus?>> Verdicts)
{
    /// <summary>The verdict of a version, or of the highest where that one is not known.</summary>
    public string? Of(string? version)
    {
        foreach (var (name, verdict) in Verdicts)
        {
            if (string.Equals(name, version, StringComparison.OrdinalIgnoreCase))
            {
                return Word(verdict);
            }
        }

        return Verdicts is [var highest, ..] ? $"{Word(highest.Value)} ({highest.Key})" : null;
    }

    private static string Word(VerdictStatus? verdict) => verdict is { } known ? Mark.Of(known).Word : "Not read";
}
