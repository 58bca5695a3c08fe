using System.Xml.Linq;

namespace Assay.Repository.Tests;

public sealed class RepositoryTests
{
    private const int MaximumLines = 400;

    // Which assembly may reference which; hosts may reference anything and nobody references them.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Assay.Model"] = [],
        ["Assay.Build"] = [],
        ["Assay.Packages"] = ["Assay.Model"],
        ["Assay.DotNet"] = ["Assay.Model"],
        ["Assay.Framework"] = [],
        ["Assay.PowerShell"] = ["Assay.Model", "Assay.Framework"],
        ["Assay.CSharp"] = ["Assay.Model", "Assay.Framework"],
        ["Assay.Native"] = ["Assay.Model"],
        ["Assay.Licenses"] = ["Assay.Model"],
        ["Assay.Text"] = ["Assay.Model", "Assay.Licenses"],
        ["Assay.Signatures"] = ["Assay.Model"],
        ["Assay.Linking"] = ["Assay.Model", "Assay.Licenses"],
        ["Assay.Rules"] = ["Assay.Model", "Assay.Licenses"],
        ["Assay.Reports"] = ["Assay.Model"],
        ["Assay.Scan"] = ["Assay.Model", "Assay.Packages", "Assay.Framework", "Assay.Licenses", "Assay.DotNet", "Assay.PowerShell", "Assay.CSharp", "Assay.Native", "Assay.Text", "Assay.Signatures", "Assay.Linking", "Assay.Rules"],
        ["Assay.Community"] = ["Assay.Model", "Assay.Rules", "Assay.Packages", "Assay.PowerShell", "Assay.Scan"],
    };

    private static readonly string[] Hosts = ["Assay.Cli", "Assay.Web"];

    [Fact]
    public void Arrows_between_assemblies_point_down()
    {
        var projects = Repository.Files.Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(projects);
        Assert.All(projects, project =>
        {
            var name = Path.GetFileNameWithoutExtension(project);
            var references = XDocument.Parse(Repository.Read(project)).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))).ToArray();
            Assert.DoesNotContain(references, Hosts.Contains);
            if (!Hosts.Contains(name))
            {
                Assert.True(Allowed.TryGetValue(name, out var allowed), $"{name} is not in the table of docs/design/architecture.md.");
                Assert.Subset(allowed!.ToHashSet(), references.ToHashSet());
            }
        });
    }

    [Fact]
    public void Every_source_file_is_short_enough_to_hold_one_idea()
    {
        var sources = Repository.Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(sources);

        // The report's records are a table of data: one file, as the schema is one file.
        Assert.All(sources.Where(file => file != "src/Assay.Model/Report/PackageReport.cs"), file => Assert.True(Repository.Read(file).AsSpan().Count('\n') <= MaximumLines, $"{file} has more than {MaximumLines} lines."));
    }

    [Fact]
    public void No_file_or_folder_is_named_after_nothing()
    {
        string[] empty = ["Common", "Shared", "Core", "Helpers", "Utils", "Manager"];

        Assert.All(Repository.Files, file => Assert.DoesNotContain(file.Split('/', '.'), part => empty.Contains(part) || part.EndsWith("Helper", StringComparison.Ordinal) || part.EndsWith("Manager", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("Assay.slnx").Replace('\\', '/');

        Assert.All(Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)), project => Assert.Contains(project, solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_disabled_diagnostic_has_its_reason()
    {
        var lines = Repository.Read(".editorconfig").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].EndsWith(".severity = none", StringComparison.Ordinal))
            {
                var before = i - 1;
                while (lines[before].EndsWith(".severity = none", StringComparison.Ordinal))
                {
                    before--;
                }

                Assert.StartsWith("# ", lines[before]);
            }
        }
    }

    [Fact]
    public void Pages_link_to_files_that_exist()
    {
        foreach (var page in Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal)))
        {
            var folder = Path.GetDirectoryName(page)!;
            foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(Repository.Read(page), @"\]\((?<target>[^)#:]+)(#[^)]*)?\)", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10)))
            {
                var target = Path.Combine(Repository.Root, folder, link.Groups["target"].Value);
                Assert.True(Path.Exists(target), $"{page} links to {link.Groups["target"].Value}, which does not exist.");
            }
        }
    }

    [Fact]
    public void Continuous_integration_runs_what_the_readme_promises()
    {
        var readme = Repository.Read("README.md");
        var script = Repository.Read(".ci/run");

        Assert.Contains("dotnet run --project src/Assay.Cli -- scan YamlDotNet@16.3.0", readme, StringComparison.Ordinal);
        Assert.Contains("dotnet run --project src/Assay.Cli -- scan YamlDotNet@16.3.0", script, StringComparison.Ordinal);
        Assert.Contains("\ndotnet test\n", readme, StringComparison.Ordinal);
        Assert.Contains("\ndotnet test 2>&1", script, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_of_facts_names_the_kinds_that_analysers_state()
    {
        var page = Repository.Read("docs/design/facts.md");
        var kinds = Repository.Files.Where(file => file.StartsWith("src/", StringComparison.Ordinal) && !file.StartsWith("src/Assay.Model/", StringComparison.Ordinal) && !file.StartsWith("src/Assay.R", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => System.Text.RegularExpressions.Regex.Matches(Repository.Read(file), @"FactKind\.(?<kind>\w+)", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10)).Select(match => match.Groups["kind"].Value.ToLowerInvariant()))
            .Distinct().ToArray();

        Assert.NotEmpty(kinds);
        Assert.All(kinds, kind => Assert.Contains($"`{kind}`", page, StringComparison.Ordinal));
    }
}
