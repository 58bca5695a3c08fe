using Assay.Model;

namespace Assay.Rules;

/// <summary>The facts of a package that each predicate matched.</summary>
internal sealed class FactHits
{
    private readonly PackageFacts _package;
    private static readonly List<FactHit> Nothing = [];

    // Of some two thousand predicates a package meets few.
    private readonly List<FactHit>?[] _byPredicate;

    private FactHits(PackageFacts package, int predicates)
    {
        _package = package;
        _byPredicate = new List<FactHit>?[predicates];
    }

    /// <summary>Searches every file; equal content is searched once.</summary>
    public static FactHits Find(PredicateTable predicates, PackageFacts package, DateTimeOffset? published)
    {
        var hits = new FactHits(package, predicates.Count);
        var searched = new Dictionary<FileFacts, List<(int Predicate, int Record)>>(ReferenceEqualityComparer.Instance);
        for (var file = 0; file < package.Files.Count; file++)
        {
            var facts = package.Files[file].Facts;
            if (!searched.TryGetValue(facts, out var found))
            {
                found = predicates.Find(facts, published);
                searched.Add(facts, found);
            }

            foreach (var (predicate, record) in found)
            {
                (hits._byPredicate[predicate] ??= []).Add(new FactHit(file, record));
            }
        }

        return hits;
    }

    /// <summary>Gives a predicate's facts on any of the surfaces; null: on all. The caller does not change the list.</summary>
    public List<FactHit> Of(int predicate, Surface? surfaces)
    {
        var all = _byPredicate[predicate] ?? Nothing;
        return surfaces is null || all.Count == 0 ? all : all.FindAll(hit =>
        {
            var file = _package.Files[hit.File];
            return (file.SurfacesOf(file.Facts.Records[hit.Record]) & surfaces) != 0;
        });
    }
}
