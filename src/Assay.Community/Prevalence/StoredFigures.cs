namespace Assay.Community.Index;

/// <summary>The figures of rules that were counted.</summary>
internal static class StoredFigures
{
    /// <summary>Gives every rule with the condition that was counted and its figures, by id.</summary>
    public static List<(string Rule, string Condition, TierCounts Counts)> Read(StoredPrevalence stored)
    {
        var figures = new List<(string, string, TierCounts)>();
        using var rows = new Rows(stored.Database, "SELECT r.name, p.condition, p.top100, p.top1k, p.top10k, p.community FROM prevalence p JOIN rule r ON r.id = p.rule WHERE p.snapshot = ? ORDER BY r.name", stored.Snapshot);
        while (rows.Read())
        {
            figures.Add((rows.Text(0), rows.Text(1), new TierCounts(Number(2), Number(3), Number(4), (int)rows.Number(5))));
        }

        return figures;

        int? Number(int column) => rows.IsNull(column) ? null : (int)rows.Number(column);
    }
}
