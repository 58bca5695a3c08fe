using Assay.Model;

namespace Assay.Community;

/// <summary>The packages that have the finding of a rule.</summary>
public sealed class RuleFigures
{
    private readonly Lazy<PackageSet> _packages;

    /// <summary>Makes figures of a set; the counts follow from it.</summary>
    public RuleFigures(string id, string conditionHash, PackageSet set, SnapshotPackages packages)
        : this(id, conditionHash, Tiers.Count(set, packages), () => set)
    {
    }

    /// <summary>Makes figures whose set is read when it is first asked for.</summary>
    internal RuleFigures(string id, string conditionHash, TierCounts counts, Func<PackageSet> packages)
    {
        Id = id;
        ConditionHash = conditionHash;
        Counts = counts;
        _packages = new Lazy<PackageSet>(packages);
    }

    /// <summary>Rule id.</summary>
    public string Id { get; }
    /// <summary>The figures belong to this condition (<see cref="Rule.ConditionHash"/>).</summary>
    public string ConditionHash { get; }
    /// <summary>What the set adds up to.</summary>
    public TierCounts Counts { get; }
    /// <summary>The packages, by their place in the snapshot. Throws <see cref="SnapshotException"/> when the file is broken here.</summary>
    public PackageSet Packages => _packages.Value;
}

/// <summary>A set of packages with something in common.</summary>
public sealed class NamedSet
{
    private readonly Lazy<PackageSet> _packages;

    /// <summary>Makes a set.</summary>
    public NamedSet(string name, PackageSet packages)
        : this(name, packages.Count(), () => packages)
    {
    }

    /// <summary>Makes a set that is read when it is first asked for.</summary>
    internal NamedSet(string name, int count, Func<PackageSet> packages)
    {
        Name = name;
        Count = count;
        _packages = new Lazy<PackageSet>(packages);
    }

    /// <summary>What they have in common: <c>tag:json</c>.</summary>
    public string Name { get; }
    /// <summary>How many they are.</summary>
    public int Count { get; }
    /// <summary>The packages, by their place in the snapshot. Throws <see cref="SnapshotException"/> when the file is broken here.</summary>
    public PackageSet Packages => _packages.Value;
}
