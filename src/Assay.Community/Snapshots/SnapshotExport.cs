using Assay.Community.Index;

namespace Assay.Community;

/// <summary>Makes snapshots for scans out of an index.</summary>
public static class SnapshotExport
{
    /// <summary>Smaller sets than this are no kind of packages that anything could be said about.</summary>
    public const int LeastPackagesOfSet = 30;

    /// <summary>Gives the counts of an index as a snapshot.</summary>
    /// <param name="stored">The counts, with their sets.</param>
    /// <param name="name">Id of the snapshot, as reports show it.</param>
    public static CommunitySnapshot Of(StoredPrevalence stored, string name)
    {
        var database = stored.Database;
        var (packages, places) = Packages(stored);
        var rules = new List<RuleFigures>();
        using (var rows = new Rows(database, "SELECT r.name, p.condition FROM prevalence p JOIN rule r ON r.id = p.rule WHERE p.snapshot = ?", stored.Snapshot))
        {
            while (rows.Read())
            {
                rules.Add(new RuleFigures(rows.Text(0), rows.Text(1), Moved(stored.Set(SetNames.Rule + rows.Text(0))!, places, packages.Count), packages));
            }
        }

        rules.Sort((left, right) => string.CompareOrdinal(left.Id, right.Id));
        return new CommunitySnapshot(packages, rules, Sets(stored, places, packages.Count))
        {
            Id = name,
            Date = stored.Date,
            Community = database.Setting("community") ?? throw new SnapshotException("The index says nothing of its community: it was never built."),
            Ranking = stored.RankingKind,
            Population = stored.Scope.Population,
            Versions = stored.Scope.Versions,
        };
    }

    // In an index packages have numbers, in a snapshot the places of their ids in ordinal order.
    private static (SnapshotPackages Packages, int[] Places) Packages(StoredPrevalence stored)
    {
        var ranks = new int[stored.Capacity];
        foreach (var (place, number) in stored.Ranking().Index())
        {
            ranks[number] = place + 1;
        }

        var packages = new List<CommunityPackage>(stored.Packages);
        var places = new int[stored.Capacity];
        var members = stored.Members();
        using var rows = new Rows(stored.Database, $"SELECT p.id, p.name, v.version FROM package p CROSS JOIN version v ON v.id = p.{stored.Scope.Standing} ORDER BY p.name");
        while (rows.Read())
        {
            var number = (int)rows.Number(0);
            if (members.Contains(number))
            {
                places[number] = packages.Count;
                packages.Add(new CommunityPackage(rows.Text(1), rows.Text(2), ranks[number] > 0 ? ranks[number] : null));
            }
        }

        // SQLite orders by bytes, where some rare characters come elsewhere than in ordinal order.
        if (!Ordered(packages))
        {
            var order = packages.Select((package, index) => (package, index)).OrderBy(entry => entry.package.Id, StringComparer.Ordinal).ToArray();
            var moved = new int[order.Length];
            for (var i = 0; i < order.Length; i++)
            {
                moved[order[i].index] = i;
            }

            foreach (var number in members.Members())
            {
                places[number] = moved[places[number]];
            }

            packages = [.. order.Select(entry => entry.package)];
        }

        return (new SnapshotPackages(packages), places);
    }

    private static bool Ordered(List<CommunityPackage> packages)
    {
        for (var i = 1; i < packages.Count; i++)
        {
            if (string.CompareOrdinal(packages[i - 1].Id, packages[i].Id) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    private static List<NamedSet> Sets(StoredPrevalence stored, int[] places, int capacity)
    {
        var sets = new List<NamedSet>();
        using var rows = new Rows(stored.Database, "SELECT name, members FROM package_set WHERE snapshot = ? AND (name GLOB 'tag:*' OR name GLOB 'depends-on:*' OR name GLOB 'verdict:*')", stored.Snapshot);
        while (rows.Read())
        {
            var name = rows.Text(0);
            if (name.StartsWith(SetNames.Verdict, StringComparison.Ordinal) || PackageSetFormat.CountOf(rows.Bytes(1), stored.Capacity) >= LeastPackagesOfSet)
            {
                sets.Add(new NamedSet(name, Moved(PackageSetFormat.Read(rows.Bytes(1), stored.Capacity), places, capacity)));
            }
        }

        sets.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return sets;
    }

    private static PackageSet Moved(PackageSet set, int[] places, int capacity)
    {
        var moved = new PackageSet(capacity);
        foreach (var number in set.Members())
        {
            moved.Add(places[number]);
        }

        return moved;
    }
}
