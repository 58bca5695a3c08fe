using System.Text;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Cli.Tests;

public sealed class StandardInputTests
{
    [Theory]
    [InlineData("Write-Host 1", "<stdin>.ps1")]
    [InlineData("#!/bin/sh\necho", "<stdin>")]
    [InlineData("<?xml version='1.0'?><x/>", "<stdin>")]
    public async Task Text_that_is_nothing_else_is_a_script(string input, string name)
    {
        PackageFile? scanned = null;
        using var run = new Run { Input = Encoding.UTF8.GetBytes(input), Scan = (package, _) => Keep(package, out scanned) };

        await run.AssayAsync("scan", "-");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal((name, input), (scanned!.Name, Encoding.UTF8.GetString(scanned.Bytes)));
    }

    [Fact]
    public async Task A_package_is_recognised_by_its_content()
    {
        PackageFile? scanned = null;
        using var run = new Run { Input = new NupkgBuilder().Build(), Scan = (package, _) => Keep(package, out scanned) };

        await run.AssayAsync("scan", "-", run.File("pass.nupkg"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("2 packages: 2 pass.", run.Output, StringComparison.Ordinal);
        Assert.NotNull(scanned);
    }

    [Fact]
    public async Task Standard_input_can_be_given_once()
    {
        using var run = new Run();

        await run.AssayAsync("scan", "-", "-");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("can be given once", run.Error, StringComparison.Ordinal);
    }

    private static PackageReport Keep(PackageFile package, out PackageFile? scanned)
    {
        scanned = package;
        return Run.Report("pass");
    }
}
