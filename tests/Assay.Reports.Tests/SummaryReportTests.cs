namespace Assay.Reports.Tests;

public sealed class SummaryReportTests
{
    [Fact]
    public void Many_packages_are_one_line_each_the_worst_and_rarest_first_with_totals() => GoldenFile.Check("summary-80.txt", TestConsole.Render(console =>
    {
        var summary = new SummaryReport(console);
        summary.Add(PlainSamples.Clean);
        summary.Add(TrojanSample.Report);
        summary.Add(PlainSamples.Broken);
        summary.AddUnreadable("gone.nupkg", "The file disappeared while it was read.");
        summary.Add(PlainSamples.Vulnerable);
        summary.WriteLines();
        summary.WriteTotals();
    }));
}
