using System.Diagnostics.Metrics;
using Assay.Web.Storing;
using Microsoft.Data.Sqlite;

namespace Assay.Web.Hosting;

/// <summary>What is measured of the portal's own work, besides what the framework measures of requests.</summary>
public sealed class PortalMeters
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Assay.Web";

    private static readonly string[] States = ["queued", "running", "done", "failed"];

    private readonly Counter<long> _kept;

    /// <summary>Makes the instruments.</summary>
    public PortalMeters(IMeterFactory meters, PortalDatabase database)
    {
        var meter = meters.Create(Name);
        meter.CreateObservableGauge("assay.jobs", () => Jobs(database), "{job}", "Jobs by state; the ones that have ended are forgotten after a while.");
        _kept = meter.CreateCounter<long>("assay.reports", "{report}", "Reports that were asked for, by where they came from.");
    }

    /// <summary>Counts a report.</summary>
    /// <param name="source"><c>memory</c>, <c>disk</c> or <c>made</c>.</param>
    public void CountReport(string source) => _kept.Add(1, new KeyValuePair<string, object?>("source", source));

    private static IEnumerable<Measurement<long>> Jobs(PortalDatabase database)
    {
        try
        {
            var counts = database.Read(connection => connection.Query("SELECT state, COUNT(*) FROM job GROUP BY state", rows => (State: rows.GetInt32(0), Count: rows.GetInt64(1)))).ToDictionary(row => row.State, row => row.Count);
            return States.Select((state, number) => new Measurement<long>(counts.GetValueOrDefault(number), new KeyValuePair<string, object?>("state", state)));
        }
        catch (Exception exception) when (exception is SqliteException or ObjectDisposedException)
        {
            // The database is busy or closed: there is no measurement this time.
            return [];
        }
    }
}
