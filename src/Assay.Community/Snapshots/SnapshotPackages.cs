using System.Runtime.CompilerServices;

namespace Assay.Community;

/// <summary>The packages of a snapshot, ordinal by id. Ids, ranks and versions are read when they are first asked for, each of which may throw <see cref="SnapshotException"/>. Thread-safe.</summary>
public sealed class SnapshotPackages
{
    private readonly Lazy<PackageNames> _names;
    private readonly Lazy<Ranks> _ranks;
    private readonly Lazy<IReadOnlyList<string>> _versions;

    /// <summary>Takes packages in ordinal order of their ids; throws <see cref="SnapshotException"/> when they are not, or their ranks have gaps.</summary>
    public SnapshotPackages(IReadOnlyList<CommunityPackage> packages)
    {
        Count = packages.Count;
        Ranked = packages.Count(package => package.Rank is not null);
        var names = PackageNames.Of([.. packages.Select(package => package.Id)]);
        var ranks = Ranks.Of(packages, Ranked);
        var versions = packages.Select(package => package.Version).ToArray();
        _names = new Lazy<PackageNames>(names);
        _ranks = new Lazy<Ranks>(ranks);
        _versions = new Lazy<IReadOnlyList<string>>(versions);
    }

    internal SnapshotPackages(int count, int ranked, Func<PackageNames> names, Func<int[]> ranking, Func<IReadOnlyList<string>> versions)
    {
        Count = count;
        Ranked = ranked;
        _names = new Lazy<PackageNames>(names);
        _ranks = new Lazy<Ranks>(() => new Ranks(ranking(), Count));
        _versions = new Lazy<IReadOnlyList<string>>(versions);
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>How many of them have a rank.</summary>
    public int Ranked { get; }

    /// <summary>The packages that have a rank, by their places, the first one first.</summary>
    public IReadOnlyList<int> Ranking => _ranks.Value.Order;

    internal PackageNames Names => _names.Value;

    /// <summary>Gives the id of a package by its place.</summary>
    public string Name(int index) => _names.Value[index];

    /// <summary>Gives the version that was analysed.</summary>
    public string Version(int index) => _versions.Value[index];

    /// <summary>Gives the rank from 1; null when the ranking does not know the package.</summary>
    public int? Rank(int index) => _ranks.Value.ByPlace[index] is > 0 and var rank ? rank : null;

    /// <summary>Finds a package by its lower-case id; -1 when it is not in the population.</summary>
    public int IndexOf(string id) => Count == 0 ? -1 : _names.Value.IndexOf(id);

    /// <summary>Lists the packages in order.</summary>
    public IEnumerable<CommunityPackage> All() => _names.Value.All().Select((name, index) => new CommunityPackage(name, Version(index), Rank(index)));

    /// <summary>Gives the packages of a tier; null when the ranking does not fill it.</summary>
    internal PackageSet? Tier(int size) => Ranked < size ? null : size switch
    {
        Tiers.Top100 => _ranks.Value.Top100.Value,
        Tiers.Top1k => _ranks.Value.Top1k.Value,
        _ => _ranks.Value.Top10k.Value,
    };

    internal void CheckAll()
    {
        _ = _names.Value;
        _ = _ranks.Value;
        _ = _versions.Value;
    }

    private sealed class Ranks
    {
        public Ranks(int[] order, int packages)
        {
            Order = order;
            ByPlace = new int[packages];
            for (var i = 0; i < order.Length; i++)
            {
                if ((uint)order[i] >= (uint)packages || ByPlace[order[i]] != 0)
                {
                    throw SnapshotException.Broken("a package has no rank that is possible, or two");
                }

                ByPlace[order[i]] = i + 1;
            }

            Top100 = Tier(Tiers.Top100);
            Top1k = Tier(Tiers.Top1k);
            Top10k = Tier(Tiers.Top10k);
        }

        public int[] Order { get; }
        public int[] ByPlace { get; }
        public Lazy<PackageSet> Top100 { get; }
        public Lazy<PackageSet> Top1k { get; }
        public Lazy<PackageSet> Top10k { get; }

        public static Ranks Of(IReadOnlyList<CommunityPackage> packages, int ranked)
        {
            var order = new int[ranked];
            order.AsSpan().Fill(-1);
            for (var i = 0; i < packages.Count; i++)
            {
                if (packages[i].Rank is { } rank)
                {
                    if (rank < 1 || rank > ranked || order[rank - 1] >= 0)
                    {
                        throw SnapshotException.Broken(rank >= 1 && rank <= packages.Count && (rank > ranked || order[rank - 1] < 0) ? "the ranks have gaps" : $"the rank of {packages[i].Id} is impossible or given twice");
                    }

                    order[rank - 1] = i;
                }
            }

            return new Ranks(order, packages.Count);
        }

        private Lazy<PackageSet> Tier(int size) => new(() => PackageSet.Of(ByPlace.Length, Order.AsSpan(0, Math.Min(size, Order.Length))));
    }
}
