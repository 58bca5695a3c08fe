namespace Assay.Model;

/// <summary>The packages of one community that somebody would imitate.</summary>
/// <param name="Id">Names the list in reports.</param>
/// <param name="Date">The day that it speaks of, <c>yyyy-MM-dd</c>.</param>
/// <param name="Community"><c>nuget</c> or <c>psgallery</c>.</param>
/// <param name="Packages">Ids, as they are written.</param>
public sealed record PopularPackages(string Id, string Date, string Community, IReadOnlyList<string> Packages);
