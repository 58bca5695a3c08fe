using System.Globalization;
using Assay.Community.Building;

namespace Assay.Community.Index;

/// <summary>Keeps counts in the index: of every population and day the figures, and of what was counted last the sets too.</summary>
public static class PrevalenceStore
{
    /// <summary>Counts a population as of a day and keeps the result, unless that was the last thing to be counted and the index has not changed since. Throws <see cref="IndexException"/> while its findings are of two packs.</summary>
    public static StoredPrevalence Renew(IndexDatabase database, PrevalenceScope scope, DateOnly day, CancellationToken cancellation = default)
    {
        database.Execute("BEGIN IMMEDIATE");
        try
        {
            if (database.Setting(Building.Rejudging.Unfinished) is not null)
            {
                throw new IndexException("The index was left while it was judged by other rules: 'assay community update' ends that first.");
            }

            var newest = StoredPrevalence.Newest(database, scope);
            if (newest is null || !newest.IsCurrent || newest.Date != Text(day))
            {
                Write(database, PrevalenceCounter.Count(database, scope, day, cancellation));
                newest = StoredPrevalence.Newest(database, scope)!;
            }

            database.Execute("COMMIT");
            return newest;
        }
        catch
        {
            database.Execute("ROLLBACK");
            throw;
        }
    }

    private static void Write(IndexDatabase database, PrevalenceCount count)
    {
        (string, object?)[] scope = [("$population", count.Scope.PopulationText), ("$versions", count.Scope.VersionsText)];
        Forget(database, "SELECT id FROM prevalence_snapshot WHERE date = $date AND population = $population AND versions = $versions", ["package_set", "prevalence"], [.. scope, ("$date", Text(count.Date))]);
        database.Execute("DELETE FROM prevalence_snapshot WHERE date = $date AND population = $population AND versions = $versions", [.. scope, ("$date", Text(count.Date))]);
        Forget(database, "SELECT id FROM prevalence_snapshot WHERE population = $population AND versions = $versions", ["package_set"], scope);
        var snapshot = (long)database.Scalar(
            """
            INSERT INTO prevalence_snapshot (date, population, versions, ranking, popularity, packages, ranked, capacity, generation)
            VALUES ($date, $population, $versions, $ranking, $popularity, $packages, $ranked, $capacity, $generation) RETURNING id
            """,
            [
                .. scope, ("$date", Text(count.Date)), ("$ranking", count.Ranking.Kind == RankingKind.Downloads ? "downloads" : "dependents"), ("$popularity", count.Ranking.Popularity),
                ("$packages", count.Members.Count()), ("$ranked", count.Ranking.Order.Length), ("$capacity", count.Members.Capacity), ("$generation", count.Generation),
            ])!;
        using var figures = new Statement(database, "INSERT INTO prevalence (snapshot, rule, condition, top100, top1k, top10k, community) VALUES ($1, $2, $3, $4, $5, $6, $7)");
        using var set = new Statement(database, "INSERT INTO package_set (snapshot, name, members) VALUES ($1, $2, $3)");
        foreach (var rule in count.Rules)
        {
            figures.Run(snapshot, rule.Number, rule.Condition, rule.Counts.Top100, rule.Counts.Top1k, rule.Counts.Top10k, rule.Counts.Community);
            set.Run(snapshot, SetNames.Rule + rule.Name, PackageSetFormat.Write(rule.Packages));
        }

        foreach (var (name, bytes) in count.Sets)
        {
            set.Run(snapshot, name, bytes);
        }
    }

    private static void Forget(IndexDatabase database, string snapshots, string[] tables, (string, object?)[] parameters)
    {
        foreach (var table in tables)
        {
            database.Execute($"DELETE FROM {table} WHERE snapshot IN ({snapshots})", parameters);
        }
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
