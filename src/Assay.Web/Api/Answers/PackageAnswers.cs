using Assay.Community.Index;
using Assay.Model;

namespace Assay.Web.Api;

/// <summary>The versions of a package that the index knows.</summary>
public sealed record ApiVersions
{
    /// <summary>nuget or psgallery.</summary>
    public required string Community { get; init; }
    /// <summary>Package id.</summary>
    public required string Id { get; init; }
    /// <summary>How many versions there are.</summary>
    public required int Count { get; init; }
    /// <summary>Some of them, the highest first.</summary>
    public required IReadOnlyList<ApiVersion> Versions { get; init; }
    /// <summary>The address of the next page; null on the last one.</summary>
    public required string? Next { get; init; }
}

/// <summary>A version of a package as the index keeps it.</summary>
public sealed record ApiVersion
{
    /// <summary>nuget or psgallery.</summary>
    public required string Community { get; init; }
    /// <summary>Package id.</summary>
    public required string Id { get; init; }
    /// <summary>Normalised version in lower case.</summary>
    public required string Version { get; init; }
    /// <summary>Whether it could be read and is counted.</summary>
    public required VersionState State { get; init; }
    /// <summary>Why it could not be read or is not counted.</summary>
    public required string? Reason { get; init; }
    /// <summary>The verdict when it was judged for the index; null for a version that was not.</summary>
    public required VerdictStatus? Verdict { get; init; }
    /// <summary>Ids of the rules whose findings it has.</summary>
    public required IReadOnlyList<string> Rules { get; init; }
    /// <summary>SHA-256 of the file, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
    /// <summary>Bytes of the file.</summary>
    public required long Size { get; init; }
    /// <summary>When it was published (UTC); null where the feed does not tell.</summary>
    public required string? Published { get; init; }
    /// <summary>Whether the feed shows it; null where it does not tell.</summary>
    public required bool? Listed { get; init; }
    /// <summary>What the feed says about its deprecation.</summary>
    public required string? Deprecated { get; init; }
    /// <summary>The day on which the index read it, yyyy-MM-dd.</summary>
    public required string Added { get; init; }
    /// <summary>The day since which its package is known, yyyy-MM-dd.</summary>
    public required string FirstSeen { get; init; }
    /// <summary>The address of its report.</summary>
    public required string Report { get; init; }
    /// <summary>The address of its page.</summary>
    public required string Page { get; init; }
}

/// <summary>The packages that a query means.</summary>
public sealed record ApiSearch
{
    /// <summary>The query.</summary>
    public required string Query { get; init; }
    /// <summary>nuget or psgallery.</summary>
    public required string Community { get; init; }
    /// <summary>The packages that were asked; null while nothing is counted.</summary>
    public required ApiPopulation? Population { get; init; }
    /// <summary>How many packages there are.</summary>
    public required int Count { get; init; }
    /// <summary>Rules of the query whose condition has changed since: the answer is about the older one.</summary>
    public required IReadOnlyList<string> ChangedRules { get; init; }
    /// <summary>Some of the packages: by rank, then those without a rank by id.</summary>
    public required IReadOnlyList<ApiFoundPackage> Packages { get; init; }
    /// <summary>The address of the next page; null on the last one.</summary>
    public required string? Next { get; init; }
}

/// <summary>A package that was found.</summary>
public sealed record ApiFoundPackage
{
    /// <summary>Package id.</summary>
    public required string Id { get; init; }
    /// <summary>The version that stands for it.</summary>
    public required string Version { get; init; }
    /// <summary>Its verdict; null when it was not judged.</summary>
    public required VerdictStatus? Verdict { get; init; }
    /// <summary>From 1; null when the ranking does not know it.</summary>
    public required int? Rank { get; init; }
    /// <summary>The day on which it was first seen, yyyy-MM-dd.</summary>
    public required string FirstSeen { get; init; }
    /// <summary>How many issues it has.</summary>
    public required int Issues { get; init; }
    /// <summary>How many behaviors it has.</summary>
    public required int Behaviors { get; init; }
    /// <summary>The address of its summary.</summary>
    public required string Address { get; init; }
}
