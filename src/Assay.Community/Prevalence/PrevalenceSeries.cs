using System.Globalization;

namespace Assay.Community.Index;

/// <summary>What was counted of a rule in one week.</summary>
/// <param name="Week">ISO week, <c>2026-W48</c>.</param>
/// <param name="Date">The first day of the week that was counted.</param>
/// <param name="Packages">Packages of the population.</param>
/// <param name="Ranked">Packages with a rank.</param>
/// <param name="Counts">Packages with the finding.</param>
/// <param name="Condition">The condition that was counted.</param>
/// <param name="IsRuleChanged">True when the condition is another one than in the point before: a step here says something of the rule, not of the packages.</param>
public sealed record PrevalencePoint(string Week, string Date, int Packages, int Ranked, TierCounts Counts, string Condition, bool IsRuleChanged);

/// <summary>Weekly figures of rules, from the dated counts that an index keeps.</summary>
public static class PrevalenceSeries
{
    /// <summary>Gives the first counts of each ISO week, the oldest first; nothing for a rule that was never counted.</summary>
    public static IReadOnlyList<PrevalencePoint> Of(IndexDatabase database, string rule, PrevalenceScope scope)
    {
        var points = new List<PrevalencePoint>();
        using var command = database.Prepare(
            """
            SELECT s.date, s.packages, s.ranked, p.condition, p.top100, p.top1k, p.top10k, p.community
            FROM prevalence_snapshot s JOIN rule r ON r.name = $rule JOIN prevalence p ON p.snapshot = s.id AND p.rule = r.id
            WHERE s.population = $population AND s.versions = $versions ORDER BY s.date
            """,
            ("$rule", rule), ("$population", scope.PopulationText), ("$versions", scope.VersionsText));
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var date = rows.GetString(0);
            var week = Week(date);
            if (points is [.., var last] && last.Week == week)
            {
                continue;
            }

            var condition = rows.GetString(3);
            points.Add(new PrevalencePoint(
                week, date, rows.GetInt32(1), rows.GetInt32(2), new TierCounts(Number(4), Number(5), Number(6), rows.GetInt32(7)), condition,
                points is [.., var before] && before.Condition != condition));
        }

        return points;

        int? Number(int column) => rows.IsDBNull(column) ? null : rows.GetInt32(column);
    }

    private static string Week(string date)
    {
        var day = DateTime.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day):0000}-W{ISOWeek.GetWeekOfYear(day):00}");
    }
}
