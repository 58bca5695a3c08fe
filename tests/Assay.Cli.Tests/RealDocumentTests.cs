using System.Text;
using Assay.Packages.Tests;
using Assay.Reports.Tests.Formats;

namespace Assay.Cli.Tests;

/// <summary>Scans real packages with the real engine: the documents are valid, and those made later from the JSON report are the same.</summary>
public sealed class RealDocumentTests
{
    private const int Packages = 8;

    [Fact]
    public async Task Documents_of_real_packages_are_valid_and_the_same_from_their_JSON()
    {
        SchemaValidator.Prepare();
        var packages = Directory.GetFiles(SharedFolder.RealPackages(), "*.nupkg", SearchOption.AllDirectories).Where(path => new FileInfo(path).Length < 1_000_000).Order(StringComparer.Ordinal).Take(Packages).ToArray();
        Assert.NotEmpty(packages);
        var folder = Directory.CreateTempSubdirectory("assay-documents-").FullName;
        try
        {
            string[] formats = ["sarif", "cyclonedx", "spdx", "markdown", "junit", "csv"];
            await RunAsync(["scan", .. packages, "--no-config", "--no-community", "--quiet", "-o", $"json={folder}/all.json", .. formats.SelectMany(format => new[] { "-o", $"{format}={folder}/scan.{format}" })]);
            await RunAsync(["convert", $"{folder}/all.json", .. formats.SelectMany(format => new[] { "-o", $"{format}={folder}/convert.{format}" })]);

            foreach (var format in formats)
            {
                Assert.Equal(await File.ReadAllTextAsync($"{folder}/scan.{format}", TestContext.Current.CancellationToken), await File.ReadAllTextAsync($"{folder}/convert.{format}", TestContext.Current.CancellationToken));
            }

            foreach (var format in formats[..3])
            {
                var (exitCode, errors) = SchemaValidator.Validate(format, [$"{folder}/scan.{format}"]);
                Assert.True(exitCode == 0, errors);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var exitCode = await Program.RunAsync(args, output, error, cancellation: TestContext.Current.CancellationToken);
        Assert.True(exitCode is 0 or 1 or 4, Encoding.UTF8.GetString(error.ToArray()));
    }
}
