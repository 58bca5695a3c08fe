using Assay.Model;

namespace Assay.PowerShell.Tests.Facts;

public sealed class DateAndChanceTests
{
    [Theory]
    [InlineData("if ((Get-Date) -gt [datetime]'2027-08-08') { exit }", "2027-08-08T00:00:00")]
    [InlineData("$limit = Get-Date '2027-08-08 12:30'", "2027-08-08T12:30:00")]
    [InlineData("$limit = Get-Date -Year 2027 -Month 8 -Day 8", "2027-08-08T00:00:00")]
    [InlineData("$limit = [datetime]::new(2027, 8, 8)", "2027-08-08T00:00:00")]
    [InlineData("$limit = [datetime]::Parse('2027-08-08')", "2027-08-08T00:00:00")]
    [InlineData("$limit = New-Object DateTime 2027, 8, 8", "2027-08-08T00:00:00")]
    public void A_constant_day_is_a_date(string script, string date) => Assert.Equal([date], FactList.Of(script).Lines(FactKind.Date));

    [Theory]
    [InlineData("$limit = [datetime]$text")]
    [InlineData("$limit = Get-Date -Year 2027 -Month 13 -Day 8")]
    [InlineData("$now = Get-Date")]
    public void A_day_that_is_not_known_is_none(string script) => Assert.Empty(FactList.Of(script).Lines(FactKind.Date));

    [Theory]
    [InlineData("function f { if ((Get-Random -Maximum 10) -gt 7) { return }; 1 }", true)]
    [InlineData("function f { if ((Get-Random -Maximum 10) -gt 7) { Write-Output 1 } }", false)]
    [InlineData("function f { if ($x) { return }; Get-Random }", false)]
    public void Giving_up_by_chance_is_an_anomaly(string script, bool found) => Assert.Equal(found, FactList.Of(script).Lines(FactKind.Anomaly).Contains("given-up-by-chance"));
}
