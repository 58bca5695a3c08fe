using Assay.Model;

namespace Assay.Community;

/// <summary>What a source is.</summary>
public enum AdvisorySourceKind
{
    /// <summary>Records of vulnerabilities.</summary>
    Advisories,
    /// <summary>The vulnerability index of a NuGet feed.</summary>
    NuGetIndex,
    /// <summary>Records of malicious packages, or lists of hashes.</summary>
    Malicious,
    /// <summary>The catalogue of known exploited vulnerabilities.</summary>
    Exploited,
    /// <summary>EPSS scores.</summary>
    Scores,
}

/// <summary>A source of an advisory database.</summary>
/// <param name="Name">Its name, <c>github</c> for example.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Date">The day that it speaks of: of its newest change, <c>yyyy-MM-dd</c>; empty where nothing tells.</param>
/// <param name="Imported">The day of the import, <c>yyyy-MM-dd</c>.</param>
/// <param name="Records">Its records in the database.</param>
/// <param name="Withdrawn">Records that it took back: they are left out.</param>
public sealed record AdvisorySource(string Name, AdvisorySourceKind Kind, string Date, string Imported, int Records, int Withdrawn)
{
    /// <summary>Where the data are from and how they may be used, wherever they are shown; null where nothing is asked for.</summary>
    public string? Attribution => Attributions.Of(Name);

    /// <summary>Gives the name and the day.</summary>
    public DatedInput ToInput() => new(Name, Date);
}
