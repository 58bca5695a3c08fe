namespace Assay.Model;

/// <summary>Well-known publishers of packages.</summary>
/// <param name="Id">Names the list in reports.</param>
/// <param name="Date">The day that it speaks of, <c>yyyy-MM-dd</c>.</param>
/// <param name="Items">The publishers.</param>
public sealed record Publishers(string Id, string Date, IReadOnlyList<Publisher> Items);

/// <summary>Somebody whose name others put on their packages.</summary>
/// <param name="Names">The name and its other spellings, as manifests write them.</param>
/// <param name="Packages">Ids of the publisher's packages; one that ends with <c>*</c> stands for all that begin so.</param>
/// <param name="Reserved">Beginnings of ids, with their dot, that the gallery keeps for the publisher.</param>
public sealed record Publisher(IReadOnlyList<string> Names, IReadOnlyList<string> Packages, IReadOnlyList<string> Reserved);
