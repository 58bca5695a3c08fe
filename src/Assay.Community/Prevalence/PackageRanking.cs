using System.Globalization;

namespace Assay.Community.Index;

/// <summary>The members of a population that have a rank, the first one first.</summary>
internal sealed record PackageRanking(RankingKind Kind, long? Popularity, int[] Order)
{
    /// <summary>
    /// Ranks by the downloads of the newest measure that is not after the day; ids that it does not know have no rank. Without a measure, by how many other members depend on a package.
    /// Of equal ones the package that was seen first comes first, then the ids decide.
    /// </summary>
    public static PackageRanking Of(IndexDatabase database, MemberTable members, DependencyLists dependencies, DateOnly day)
    {
        var measure = (long?)database.Scalar("SELECT id FROM popularity_snapshot WHERE date <= $day ORDER BY date DESC, id DESC LIMIT 1", ("$day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        return measure is { } snapshot
            ? new PackageRanking(RankingKind.Downloads, snapshot, Sort(members, Downloads(database, members, snapshot)))
            : new PackageRanking(RankingKind.Dependents, null, Sort(members, dependencies.Dependents()));
    }

    /// <summary>Gives the packages of a tier; null when the ranking does not fill it.</summary>
    public PackageSet? Tier(int size, int capacity) => Order.Length < size ? null : PackageSet.Of(capacity, Order.AsSpan(0, size));

    private static IEnumerable<(int Package, long Measure)> Downloads(IndexDatabase database, MemberTable members, long snapshot)
    {
        using var rows = new Rows(database, "SELECT name, downloads FROM popularity WHERE snapshot = ?", snapshot);
        while (rows.Read())
        {
            if (members.Find(rows.Bytes(0)) is >= 0 and var package)
            {
                yield return (package, rows.Number(1));
            }
        }
    }

    private static int[] Sort(MemberTable members, IEnumerable<(int Package, long Measure)> measures)
    {
        var packages = measures.ToArray();
        Array.Sort(packages, (left, right) =>
        {
            var order = right.Measure.CompareTo(left.Measure);
            order = order != 0 ? order : members.FirstSeen[left.Package].CompareTo(members.FirstSeen[right.Package]);
            return order != 0 ? order : string.CompareOrdinal(members.Names[left.Package], members.Names[right.Package]);
        });
        return Array.ConvertAll(packages, package => package.Package);
    }
}
