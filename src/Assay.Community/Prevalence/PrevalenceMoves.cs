namespace Assay.Community.Index;

/// <summary>How the figures of a rule differ between two counts.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Before">Packages with the finding in the older count.</param>
/// <param name="OfBefore">Packages that were counted then.</param>
/// <param name="Now">Packages with the finding in the newest count.</param>
/// <param name="OfNow">Packages that were counted last.</param>
public sealed record PrevalenceMove(string Rule, int Before, int OfBefore, int Now, int OfNow)
{
    /// <summary>Share of packages that came or went, from -1 to 1.</summary>
    public double Change => ((double)Now / Math.Max(1, OfNow)) - ((double)Before / Math.Max(1, OfBefore));
}

/// <summary>Compares the two newest counts of a population.</summary>
public static class PrevalenceMoves
{
    /// <summary>Gives the day of the older count and the rules whose shares differ, the largest difference first; null when there are no two counts. Rules whose condition changed are left out.</summary>
    public static (string Since, IReadOnlyList<PrevalenceMove> Moves)? Of(IndexDatabase database, PrevalenceScope scope)
    {
        var counts = new List<(long Number, string Date, int Packages)>();
        using (var command = database.Prepare(
            "SELECT id, date, packages FROM prevalence_snapshot WHERE population = $population AND versions = $versions ORDER BY date DESC LIMIT 2", ("$population", scope.PopulationText), ("$versions", scope.VersionsText)))
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                counts.Add((rows.GetInt64(0), rows.GetString(1), rows.GetInt32(2)));
            }
        }

        if (counts is not [var newest, var older])
        {
            return null;
        }

        var moves = new List<PrevalenceMove>();
        using (var rows = new Rows(
            database, "SELECT r.name, o.community, n.community FROM prevalence n JOIN prevalence o ON o.snapshot = ? AND o.rule = n.rule AND o.condition = n.condition JOIN rule r ON r.id = n.rule WHERE n.snapshot = ?", older.Number, newest.Number))
        {
            while (rows.Read())
            {
                moves.Add(new PrevalenceMove(rows.Text(0), (int)rows.Number(1), older.Packages, (int)rows.Number(2), newest.Packages));
            }
        }

        return (older.Date, [.. moves.Where(move => move.Now != move.Before).OrderByDescending(move => Math.Abs(move.Change)).ThenBy(move => move.Rule, StringComparer.Ordinal)]);
    }
}
