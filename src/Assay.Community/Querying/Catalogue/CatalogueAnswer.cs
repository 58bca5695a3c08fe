namespace Assay.Community.Querying;

/// <summary>The packages of a catalogue that a query means.</summary>
public sealed class CatalogueAnswer
{
    private static readonly string[] VerdictWords = ["fail", "review", "unknown", "pass"];
    private static readonly string[] RiskWords = ["malicious-only", "suspicious", "notable", "benign"];

    private readonly SearchCatalogue _catalogue;
    private readonly PackageSet _packages;

    internal CatalogueAnswer(SearchCatalogue catalogue, PackageSet packages, IReadOnlyList<string> changed)
    {
        (_catalogue, _packages, ChangedRules) = (catalogue, packages, changed);
        Count = packages.Count();
    }

    /// <summary>How many packages.</summary>
    public int Count { get; }

    /// <summary>Rules of the query whose condition is another one today: the answer is about the older one.</summary>
    public IReadOnlyList<string> ChangedRules { get; }

    /// <summary>Bytes of memory.</summary>
    public long Bytes => (_packages.Capacity / 8) + 200;

    /// <summary>All packages of a catalogue.</summary>
    public static CatalogueAnswer All(SearchCatalogue catalogue) => new(catalogue, catalogue.Members, []);

    /// <summary>Gives some of the packages by their numbers.</summary>
    public IReadOnlyList<int> Take(CatalogueOrder order, int skip, int take)
    {
        var taken = new List<int>(Math.Min(take, Count));
        if (skip >= Count)
        {
            return taken;
        }

        foreach (var package in _catalogue.Order(order))
        {
            if (!_packages.Contains(package) || --skip >= 0)
            {
                continue;
            }

            taken.Add(package);
            if (taken.Count == take)
            {
                break;
            }
        }

        return taken;
    }

    /// <summary>Counts the packages by verdict, risk, category and tier, each as the query <c>field:value</c> would; values that none has are left out.</summary>
    public IReadOnlyList<CatalogueFacet> Facets() =>
    [
        .. VerdictWords.Select(word => new CatalogueFacet("verdict", word, _packages.CountWith(_catalogue.Verdicts[(int)Enum.Parse<Model.VerdictStatus>(word, ignoreCase: true)]))),
        .. RiskWords.Select((word, place) => new CatalogueFacet("risk", word, _packages.CountWith(_catalogue.Risks[RiskWords.Length - 1 - place]))),
        .. _catalogue.Categories.Select(category => new CatalogueFacet("category", category.Name, _packages.CountWith(category.Packages))),
        .. _catalogue.Tiers.Select(tier => new CatalogueFacet("tier", tier.Name, _packages.CountWith(tier.Packages))),
    ];
}

/// <summary>How many packages of an answer have a value.</summary>
/// <param name="Field">A field of queries.</param>
/// <param name="Value">A value of it.</param>
/// <param name="Count">Packages.</param>
public sealed record CatalogueFacet(string Field, string Value, int Count);
