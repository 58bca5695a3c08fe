using System.Globalization;

namespace Assay.Community.Index;

/// <summary>Dated measures of popularity.</summary>
internal static class PopularityTable
{
    /// <summary>Stores downloads by lower-case id as the measure of a day; one of the same day and source is replaced. The caller has a transaction open.</summary>
    public static void Store(IndexDatabase database, DateOnly day, string source, IEnumerable<KeyValuePair<string, long>> downloads)
    {
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        database.Execute("INSERT INTO popularity_snapshot (date, source) VALUES ($date, $source) ON CONFLICT DO NOTHING", ("$date", date), ("$source", source));
        var snapshot = (long)database.Scalar("SELECT id FROM popularity_snapshot WHERE date = $date AND source = $source", ("$date", date), ("$source", source))!;
        database.Execute("DELETE FROM popularity WHERE snapshot = $snapshot", ("$snapshot", snapshot));
        using var insert = new Statement(database, "INSERT INTO popularity (snapshot, name, downloads) VALUES ($1, $2, $3)");
        foreach (var (name, count) in downloads)
        {
            insert.Run(snapshot, name, count);
        }
    }
}
