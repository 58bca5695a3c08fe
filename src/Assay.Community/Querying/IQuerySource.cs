namespace Assay.Community.Querying;

/// <summary>Counted packages that can be asked: of an index, or of a snapshot. Packages are given by numbers below <see cref="Capacity"/>.</summary>
internal interface IQuerySource
{
    /// <summary>What is asked, for a person.</summary>
    QueryPopulation Population { get; }

    int Capacity { get; }

    /// <summary>The packages that were counted.</summary>
    PackageSet Members { get; }

    /// <summary>The packages that have a rank, the first one first.</summary>
    IReadOnlyList<int> Ranking { get; }

    /// <summary>Counted rules with the conditions that they were counted with.</summary>
    IReadOnlyDictionary<string, string> Rules { get; }

    /// <summary>Gives a set; null when no package is in it, or it is not held.</summary>
    PackageSet? Set(string name);

    /// <summary>Why a set that is not there may still have packages; null when it has none.</summary>
    string? WhyMissing(string name);

    /// <summary>Days since 1970-01-01 by number; null when they are not known.</summary>
    IReadOnlyList<int>? FirstSeen { get; }

    /// <summary>Packages that the feed shows; null when that is not known.</summary>
    PackageSet? Listed { get; }

    /// <summary>Finds packages whose ids match a pattern.</summary>
    PackageSet WithId(string pattern);

    /// <summary>Finds packages with at least one finding of a category of rules; null when that has to be put together.</summary>
    PackageSet? Category(string category) => null;

    /// <summary>Finds packages with at least one behavior of a risk; null when that has to be put together.</summary>
    PackageSet? Risk(Assay.Model.Risk risk) => null;

    /// <summary>Describes a package.</summary>
    (string Id, string Version) Describe(int package);
}

/// <summary>What was asked.</summary>
/// <param name="Id">Name of the index or snapshot.</param>
/// <param name="Date">The day that the figures speak of.</param>
/// <param name="Community"><c>nuget</c> or <c>psgallery</c>; null when an index does not say.</param>
/// <param name="Population"><c>listed</c> or <c>all</c>.</param>
/// <param name="Versions"><c>latest</c> or <c>any</c>.</param>
/// <param name="Ranking"><c>downloads</c> or <c>dependents</c>.</param>
/// <param name="Packages">How many packages.</param>
/// <param name="IsCurrent">False when the index has changed since it was counted.</param>
public sealed record QueryPopulation(string Id, string Date, string? Community, string Population, string Versions, string Ranking, int Packages, bool IsCurrent);
