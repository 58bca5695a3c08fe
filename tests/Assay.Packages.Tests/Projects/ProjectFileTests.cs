using Assay.Packages.Projects;

namespace Assay.Packages.Tests.Projects;

public sealed class ProjectFileTests
{
    [Fact]
    public void Versions_come_from_properties_central_files_and_overrides_each_with_the_line_that_decides()
    {
        using var folder = new ProjectFolder()
            .Add("Directory.Build.props", "<Project>\n  <PropertyGroup><SharedVersion>3.1.0</SharedVersion></PropertyGroup>\n</Project>")
            .Add("Directory.Packages.props", """
                <Project>
                  <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
                  <ItemGroup>
                    <PackageVersion Include="Central" Version="$(SharedVersion)" />
                    <PackageVersion Include="Overridden" Version="1.0.0" />
                    <GlobalPackageReference Include="Everywhere" Version="[2.0.0]" />
                  </ItemGroup>
                </Project>
                """)
            .Add("src/App/App.csproj", """
                <Project Sdk="Own.Sdk/1.2.3">
                  <ItemGroup>
                    <PackageReference Include="Central" />
                    <PackageReference Include="Overridden" VersionOverride="1.5.0" />
                    <PackageReference Include="Analyzer" Version="$(Unknown)"><PrivateAssets>all</PrivateAssets></PackageReference>
                    <PackageDownload Include="Pack" Version="[7.0.0]" />
                    <PackageReference Include="Old" Version="1.0.0" Condition="'$(TargetFramework)' == 'net48'" />
                    <PackageReference Include="Maybe" Version="1.0.0" Condition="'$(Flag)' == 'true'" />
                  </ItemGroup>
                </Project>
                """);

        var named = folder.ReadOne("src/App/App.csproj").Named.ToDictionary(package => package.Id, StringComparer.Ordinal);

        Assert.Equal(("3.1.0", "Directory.Packages.props", 4), (named["Central"].Range, named["Central"].Places[0].Path, named["Central"].Places[0].Line));
        Assert.Equal(("src/App/App.csproj", 3, "reference"), (named["Central"].Places[1].Path, named["Central"].Places[1].Line, named["Central"].Places[1].Role));
        Assert.Equal(("1.5.0", 4), (named["Overridden"].Range, named["Overridden"].Places[0].Line));
        Assert.True(named["Everywhere"].Development);
        Assert.Equal(("$(Unknown)", true), (named["Analyzer"].Range, named["Analyzer"].Development));
        Assert.Equal(("[7.0.0]", true), (named["Pack"].Range, named["Pack"].Alone));
        Assert.Equal(("net48", false), (named["Old"].Framework, named["Old"].Conditional));
        Assert.True(named["Maybe"].Conditional);
        Assert.Equal(("[1.2.3]", true, 1), (named["Own.Sdk"].Range, named["Own.Sdk"].IsSdk, named["Own.Sdk"].Places[0].Line));
    }

    [Fact]
    public void Update_and_remove_change_what_stands_before_them()
    {
        using var folder = new ProjectFolder().Add("App.csproj", """
            <Project>
              <ItemGroup>
                <PackageReference Include="A;B" Version="1.0.0" />
                <PackageReference Update="A" Version="2.0.0" />
                <PackageReference Remove="B" />
              </ItemGroup>
            </Project>
            """);

        var package = Assert.Single(folder.ReadOne("App.csproj").Named);

        Assert.Equal(("A", "2.0.0", 4), (package.Id, package.Range, package.Places[0].Line));
    }

    [Fact]
    public void A_project_of_tests_needs_its_packages_for_development()
    {
        using var folder = new ProjectFolder().Add("App.Tests.csproj", """<Project><ItemGroup><PackageReference Include="xunit.v3" Version="3.0.0" /><PackageReference Include="A" Version="1.0.0" /></ItemGroup></Project>""");

        Assert.All(folder.ReadOne("App.Tests.csproj").Named, package => Assert.True(package.Development));
    }

    [Fact]
    public void Solutions_of_all_forms_name_their_projects_and_say_which_are_not_there()
    {
        using var folder = new ProjectFolder()
            .Add("A/A.csproj", "<Project />").Add("B/B.vbproj", "<Project />").Add("C/C.csproj", "<Project />")
            .Add("Old.sln", "\r\nMicrosoft Visual Studio Solution File, Format Version 12.00\r\nProject(\"{9A19103F-16F7-4668-BE54-9A1E7A4F7556}\") = \"A\", \"A\\A.csproj\", \"{1}\"\r\nEndProject\r\nProject(\"{9A19103F-16F7-4668-BE54-9A1E7A4F7556}\") = \"Gone\", \"Gone\\Gone.csproj\", \"{2}\"\r\nEndProject\r\n")
            .Add("New.slnx", """<Solution><Folder Name="/x/"><Project Path="B/B.vbproj" /></Folder><Project Path="A\A.csproj" /></Solution>""")
            .Add("Some.slnf", """{ "solution": { "path": "New.slnx", "projects": ["B\\B.vbproj"] } }""");

        Assert.Equal(["A/A.csproj"], folder.Read("Old.sln").Projects.Select(project => project.Path));
        var problem = Assert.Single(folder.Read("Old.sln").Problems);
        Assert.Equal(("Old.sln", 5), (problem.Path, problem.Line));
        Assert.Equal(["A/A.csproj", "B/B.vbproj"], folder.Read("New.slnx").Projects.Select(project => project.Path));
        Assert.Equal(["B/B.vbproj"], folder.Read("Some.slnf").Projects.Select(project => project.Path));
    }

    [Fact]
    public void A_folder_is_searched_without_outputs_of_builds()
    {
        using var folder = new ProjectFolder()
            .Add("App/App.csproj", """<Project><ItemGroup><PackageReference Include="A" Version="1.0.0" /></ItemGroup></Project>""")
            .Add("App/bin/Copy.csproj", "<Project />").Add("App/obj/other.csproj", "<Project />").Add("node_modules/x/x.csproj", "<Project />").Add(".git/y.csproj", "<Project />")
            .Add(".config/dotnet-tools.json", """{ "version": 1, "tools": { "some-tool": { "version": "1.0.0", "commands": ["x"] } } }""")
            .Add("tool.cs", "#!/usr/bin/env dotnet\n#:package Serilog@4.*\nSystem.Console.WriteLine();\n").Add("plain.cs", "class C { }").Add("App/inside.cs", "#:package NotThis@1.0.0\n")
            .Add("global.json", """{ "msbuild-sdks": { "Own.Sdk": "1.0.0" } /* a comment */ }""")
            .Add("old/packages.config", """<packages><package id="Old" version="1.0.0" targetFramework="net48" developmentDependency="true" /></packages>""");

        var projects = folder.Read().Projects;

        Assert.Equal([".config/dotnet-tools.json tools", "App/App.csproj project", "global.json sdk", "old/packages.config packages-config", "tool.cs file-based-app"], projects.Select(project => $"{project.Path} {project.Kind}"));
        Assert.Equal(("[1.0.0]", 1), (projects[0].Named[0].Range, projects[0].Named[0].Places[0].Line));
        Assert.Equal(("Serilog", "4.*", 2), (projects[4].Named[0].Id, projects[4].Named[0].Range, projects[4].Named[0].Places[0].Line));
        Assert.True(projects[3].Graphs[0].Nodes[0] is { Id: "Old", Direct: true, Development: true });
    }

    [Fact]
    public void Entities_and_document_types_are_not_read()
    {
        using var folder = new ProjectFolder().Add("App.csproj", """<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><Project><ItemGroup><PackageReference Include="&e;" Version="1" /></ItemGroup></Project>""");

        var reading = folder.ReadOne("App.csproj");

        Assert.Empty(reading.Named);
        Assert.Contains("document type", Assert.Single(reading.Problems).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Imports_and_properties_that_go_in_circles_end()
    {
        using var folder = new ProjectFolder()
            .Add("a.props", """<Project><Import Project="b.props" /><PropertyGroup><A>$(B)</A><B>$(A)$(A)$(A)</B></PropertyGroup></Project>""").Add("b.props", """<Project><Import Project="a.props" /></Project>""")
            .Add("App.csproj", """<Project><Import Project="a.props" /><ItemGroup><PackageReference Include="X" Version="$(A)$(B)" /></ItemGroup></Project>""");

        Assert.Single(folder.ReadOne("App.csproj").Named);
    }
}
