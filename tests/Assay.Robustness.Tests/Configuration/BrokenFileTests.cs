using Assay.TestInputs;

namespace Assay.Robustness.Tests.Configuration;

/// <summary>Files that a user hands in, broken in every way: one line that names the file, an exit code that says whose fault it is, and nothing left behind.</summary>
public sealed class BrokenFileTests
{
    // A file that an option or argument names is wrong usage; one of many that were to be read is left out, and said.
    private const int Usage = 2;
    private const int Incomplete = 4;
    private const int NothingFound = 3;

    private static readonly (string Name, string File, int ExitCode, string[] Arguments, IReadOnlyDictionary<string, byte[]> Shapes)[] Readers =
    [
        ("baseline", "made.json", Usage, ["scan", "{package}", "--baseline", "{file}"], BrokenFile.Json),
        ("snapshot", "made.json", Usage, ["scan", "{package}", "--snapshot", "{file}"], BrokenFile.Json),
        ("shown-snapshot", "made.json", Usage, ["community", "show", "{file}"], BrokenFile.Json),
        ("imported-snapshot", "made.json", Usage, ["community", "import", "{file}"], BrokenFile.Json),
        ("report", "made.json", Usage, ["convert", "{file}", "--to", "markdown"], BrokenFile.Json),
        ("advisories", "made.db", Usage, ["scan", "{package}", "--advisories", "{file}"], BrokenFile.Json),
        ("imported-advisories", "made.json", NothingFound, ["advisories", "import", "{file}"], BrokenFile.JsonOfOneDocument),
        ("index", "made.db", Usage, ["scan", "{package}", "--index", "{file}"], BrokenFile.Json),
        ("configuration", "assay.yaml", Usage, ["scan", "{package}", "--config", "{file}"], BrokenFile.Any),
        ("checked-configuration", "assay.yaml", Usage, ["config", "check", "{file}"], BrokenFile.Any),
        ("rule", "rules/behaviors/file/made.yml", Usage, ["scan", "{package}", "--rules", "{rules}"], BrokenFile.Any),
        ("authorities", "made.pem", Usage, ["scan", "{package}", "--roots", "{file}"], BrokenFile.Json),
        ("revocations", "made.crl", Usage, ["scan", "{package}", "--crl", "{file}"], BrokenFile.Json),
        ("lock-file", "packages.lock.json", Incomplete, ["check", "{file}", "--offline"], BrokenFile.Json),
        ("assets", "project.assets.json", Incomplete, ["check", "{file}", "--offline"], BrokenFile.Json),
        ("deps", "made.deps.json", Incomplete, ["check", "{file}", "--offline"], BrokenFile.Json),
        ("bill", "bom.json", Incomplete, ["check", "{file}", "--offline"], BrokenFile.Json),
        ("tools", "dotnet-tools.json", Incomplete, ["check", "{file}", "--offline"], BrokenFile.Json),
        ("packages-config", "packages.config", Incomplete, ["check", "{file}", "--offline"], BrokenFile.Xml),
        ("project", "made.csproj", Incomplete, ["check", "{file}", "--offline"], BrokenFile.Xml),
        ("solution", "made.slnx", Incomplete, ["check", "{file}", "--offline"], BrokenFile.Xml),
        ("bill-of-xml", "bom.xml", Incomplete, ["check", "{file}", "--offline"], BrokenFile.Xml),
    ];

    public static TheoryData<string, string> Cases => [.. Readers.SelectMany(reader => reader.Shapes.Keys.Select(shape => new TheoryDataRow<string, string>(reader.Name, shape)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_broken_file_is_said_with_its_name(string reader, string shape)
    {
        using var run = new CommandRun();
        var (_, name, expected, arguments, shapes) = Readers.Single(row => row.Name == reader);
        var file = Path.Combine(run.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, shapes[shape]);
        var package = Path.Combine(run.Folder, "a.1.0.0.nupkg");
        File.WriteAllBytes(package, new NupkgBuilder().Build());
        var before = Directory.GetFileSystemEntries(run.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();

        var (exitCode, output, error) = await run.AssayAsync(TestContext.Current.CancellationToken, [.. arguments.Select(argument => argument
            .Replace("{file}", file, StringComparison.Ordinal).Replace("{rules}", Path.Combine(run.Folder, "rules"), StringComparison.Ordinal).Replace("{package}", package, StringComparison.Ordinal))]);

        var said = $"exit code {exitCode}\n{error}\n{output}";
        Assert.True(exitCode == expected, said);
        Assert.DoesNotContain("internal error", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.True(error.Contains(Path.GetFileName(name), StringComparison.Ordinal) || output.Contains(Path.GetFileName(name), StringComparison.Ordinal), said);
        Assert.All(error, character => Assert.False(char.IsControl(character) && character is not ('\n' or '\r'), said));
        Assert.Equal(before, Directory.GetFileSystemEntries(run.Folder, "*", SearchOption.AllDirectories).Where(path => !path.StartsWith(Path.Combine(run.Folder, "data"), StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }
}
