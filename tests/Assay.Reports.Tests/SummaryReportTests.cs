namespace Assay.Reports.Tests;

public sealed class SummaryReportTests
{
    [Fact]
    public void Many_packages_are_one_line_each_in_the_given_order_with_totals() => GoldenFile.Check("summary-80.txt", TestConsole.Render(console =>
    {
        var summary = new SummaryReport(console);
        summary.Add(PlainSamples.Clean);
        summary.Add(TrojanSample.Report);
        summary.Add(PlainSamples.Broken);
        summary.AddUnreadable("gone.nupkg", "The file disappeared while it was read.");
        summary.Add(PlainSamples.Vulnerable);
        summary.WriteTotals();
    }));
}
