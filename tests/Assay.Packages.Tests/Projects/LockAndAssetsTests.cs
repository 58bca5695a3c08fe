using Assay.Packages.Projects;

namespace Assay.Packages.Tests.Projects;

public sealed class LockAndAssetsTests
{
    private const string Lock = """
        {
          "version": 2,
          "dependencies": {
            "net8.0": {
              "Serilog": { "type": "Direct", "requested": "[4.2.0, )", "resolved": "4.2.0", "contentHash": "aGFzaA==", "dependencies": { "Sample.Base": "1.0.0" } },
              "Sample.Base": { "type": "Transitive", "resolved": "1.0.0", "contentHash": "YmFzZQ==" },
              "Pinned": { "type": "CentralTransitive", "requested": "[2.0.0, )", "resolved": "2.0.0" },
              "other.project": { "type": "Project", "dependencies": { "Pinned": "[2.0.0, )" } }
            }
          }
        }
        """;

    [Fact]
    public void A_lock_file_gives_its_closure_with_the_line_of_every_package()
    {
        using var folder = new ProjectFolder().Add("packages.lock.json", Lock);

        var reading = folder.ReadOne("packages.lock.json");

        Assert.Equal("packages-lock", reading.Kind);
        Assert.True(reading.IsResolved);
        Assert.Equal(["net8.0"], reading.Frameworks);
        var nodes = Assert.Single(reading.Graphs).Nodes;
        Assert.Equal(["Serilog 4.2.0 direct 5", "Sample.Base 1.0.0 6", "Pinned 2.0.0 7", "other.project  direct 8"], nodes.Select(node => $"{node.Id} {node.Version}{(node.Direct ? " direct" : "")} {node.Place!.Line}"));
        Assert.Equal(["sample.base"], nodes[0].DependsOn);
        Assert.Equal(("aGFzaA==", 7, "lock"), (nodes[0].ContentHash!, nodes[0].Place!.Column!.Value, nodes[0].Place!.Role));
        Assert.Null(nodes[3].Community);
    }

    [Fact]
    public void A_broken_lock_file_is_a_problem_with_its_line()
    {
        using var folder = new ProjectFolder().Add("packages.lock.json", "{\n  \"version\": 2,\n  \"dependencies\": { oops\n");

        var reading = folder.ReadOne("packages.lock.json");

        var problem = Assert.Single(reading.Problems);
        Assert.Equal(("packages.lock.json", 3), (problem.Path, problem.Line));
        Assert.False(reading.IsResolved);
    }

    [Fact]
    public void The_assets_of_a_restore_win_over_what_the_project_declares_and_lend_it_their_closure()
    {
        using var folder = new ProjectFolder()
            .Add("App.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Serilog" Version="4.2.0" />
                    <PackageReference Include="Analyzer" Version="1.0.0" PrivateAssets="all" />
                  </ItemGroup>
                </Project>
                """)
            .Add("obj/project.assets.json", Assets("4.2.0"));

        var reading = folder.ReadOne("App.csproj");

        Assert.Equal(("project", "App.csproj", true), (reading.Kind, reading.Path, reading.IsResolved));
        Assert.Empty(reading.Problems);
        Assert.Equal(["/packages/"], reading.PackageFolders);
        var nodes = reading.Graphs[0].Nodes;
        Assert.Equal(["Analyzer 1.0.0 True True", "Sample.Base 1.0.0 False False", "Serilog 4.2.0 True False"], nodes.Select(node => $"{node.Id} {node.Version} {node.Direct} {node.Development}"));
        Assert.Equal("c2VyaWxvZw==", nodes[2].ContentHash);
        Assert.Equal((4, 41, "version"), (reading.Named[0].Places[0].Line!.Value, reading.Named[0].Places[0].Column!.Value, reading.Named[0].Places[0].Role));
    }

    [Fact]
    public void Assets_of_an_earlier_state_of_the_project_are_not_used_and_it_is_said()
    {
        using var folder = new ProjectFolder()
            .Add("App.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="Serilog" Version="5.0.0" /><PackageReference Include="Analyzer" Version="1.0.0" /></ItemGroup></Project>""")
            .Add("obj/project.assets.json", Assets("4.2.0"));

        var reading = folder.ReadOne("App.csproj");

        Assert.False(reading.IsResolved);
        var problem = Assert.Single(reading.Problems);
        Assert.True(problem.Notice);
        Assert.Contains("Serilog is asked for as 5.0.0", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_assets_the_lock_file_of_the_project_is_used_unless_the_project_asks_for_more()
    {
        using var folder = new ProjectFolder()
            .Add("fits/Fits.csproj", """<Project><ItemGroup><PackageReference Include="Serilog" Version="4.2.0" /></ItemGroup></Project>""").Add("fits/packages.lock.json", Lock)
            .Add("stale/Stale.csproj", """<Project><ItemGroup><PackageReference Include="Serilog" Version="4.2.0" /><PackageReference Include="New" Version="1.0.0" /></ItemGroup></Project>""").Add("stale/packages.lock.json", Lock);

        var projects = folder.Read().Projects;

        Assert.Equal(["fits/Fits.csproj True", "stale/Stale.csproj False"], projects.Select(project => $"{project.Path} {project.IsResolved}"));
        Assert.Contains("New is asked for", Assert.Single(projects[1].Problems).Text, StringComparison.Ordinal);
    }

    // Shapes as a restore writes them, shortened.
    private static string Assets(string version) => $$"""
        {
          "version": 4,
          "targets": {
            "net8.0": {
              "Analyzer/1.0.0": { "type": "package" },
              "Sample.Base/1.0.0": { "type": "package", "compile": { "lib/net8.0/a.dll": {} } },
              "Serilog/{{version}}": { "type": "package", "dependencies": { "Sample.Base": "1.0.0" } }
            }
          },
          "libraries": {
            "Analyzer/1.0.0": { "sha512": "YW5hbHl6ZXI=", "type": "package", "files": ["a", "b"] },
            "Sample.Base/1.0.0": { "sha512": "YmFzZQ==", "type": "package" },
            "Serilog/{{version}}": { "sha512": "c2VyaWxvZw==", "type": "package" }
          },
          "projectFileDependencyGroups": { "net8.0": ["Analyzer >= 1.0.0", "Serilog >= {{version}}"] },
          "packageFolders": { "/packages/": {} },
          "project": {
            "restore": { "projectName": "App", "projectPath": "/elsewhere/App.csproj" },
            "frameworks": {
              "net8.0": {
                "targetAlias": "net8.0",
                "dependencies": {
                  "Analyzer": { "suppressParent": "All", "target": "Package", "version": "[1.0.0, )" },
                  "Serilog": { "target": "Package", "version": "[{{version}}, )" }
                }
              }
            }
          }
        }
        """;
}
