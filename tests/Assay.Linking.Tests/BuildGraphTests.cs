using Assay.Model;

namespace Assay.Linking.Tests;

public sealed class BuildGraphTests
{
    [Theory]
    [InlineData("build/Sample.targets", "build")]
    [InlineData("build/net8.0/sample.PROPS", "build")]
    [InlineData("buildTransitive/Sample.props", "build")]
    [InlineData("buildMultiTargeting/Sample.targets", "build")]
    [InlineData("build/Other.targets", "shipped")]
    [InlineData("build/a/b/Sample.targets", "shipped")]
    [InlineData("build/Sample.proj", "shipped")]
    [InlineData("tools/Sample.targets", "shipped")]
    [InlineData("Sdk/Sdk.props", "build")]
    [InlineData("Sdk/Other.props", "shipped")]
    [InlineData("content/Directory.Build.targets", "build")]
    [InlineData("contentFiles/any/any/Directory.Packages.props", "build")]
    [InlineData("content/a.targets", "shipped")]
    public void NuGet_imports_build_files_by_folder_and_package_id(string path, string surface) =>
        Assert.Equal(surface, Package().Add(path, kind: ArtifactKind.MSBuild).Surfaces()[path]);

    [Theory]
    [InlineData("$(MSBuildThisFileDirectory)More.targets", "build/More.targets")]
    [InlineData("more.TARGETS", "build/More.targets")]
    [InlineData("$(MSBuildThisFileDirectory)../tools/a.targets", "tools/a.targets")]
    [InlineData("$(MSBuildThisFileDirectory)$(TargetFramework)\\a.targets", "build/net8.0/a.targets")]
    [InlineData("$(MSBuildThisFileDirectory)$([System.IO.Path]::GetFileName('a'))/a.targets", "build/net8.0/a.targets")]
    [InlineData("$(Root)/tools/a.targets", "tools/a.targets")]
    [InlineData("$(MSBuildThisFileDirectory)*.targets", "build/More.targets")]
    [InlineData("$(Unknown)", "tools/a.targets")]
    [InlineData("$(MSBuildThisFileDirectory)x.dat", "build/x.dat")]
    public void What_a_build_file_imports_runs_at_build_wherever_it_lies(string import, string reached)
    {
        var package = Package().Add("build/Sample.targets", script => script.Include(import, "project"))
            .Add("build/More.targets").Add("build/net8.0/a.targets").Add("tools/a.targets").Add("build/x.dat", kind: ArtifactKind.Unknown);

        Assert.Equal("build", package.Surfaces()[reached]);
    }

    [Theory]
    [InlineData("$(MSBuildProjectFile)")]
    [InlineData("@(Projects->'%(FullPath)')")]
    [InlineData("/tools/a.targets")]
    [InlineData("https://host.example/tools/a.targets")]
    [InlineData("$(MSBuildThisFileDirectory)../../tools/a.targets")]
    [InlineData("$(MSBuildThisFileDirectory)a.targets")]
    public void What_lies_elsewhere_is_not_taken_for_a_file_of_the_package(string import) =>
        Assert.Equal("shipped", Package().Add("build/Sample.targets", script => script.Include(import, "project")).Add("tools/a.targets").Surfaces()["tools/a.targets"]);

    [Theory]
    [InlineData("$(OutputPath)/$(AssemblyName).dll", "run")]
    [InlineData("$(OutputPath)$(AssemblyName).dll", "task")]
    [InlineData("@(Analyzer)", "analyzer")]
    public void A_library_of_which_only_the_ending_is_known_is_none_of_the_package(string name, string how) =>
        Assert.Equal("call", Package().Add("build/Sample.targets", script => script.Include(name, how)).Add("lib/net8.0/Sample.dll").Surfaces()["lib/net8.0/Sample.dll"]);

    [Fact]
    public void An_unread_build_file_may_import_any_other()
    {
        var writer = new FactWriter();
        writer.AddProblem(ProblemId.LimitSteps, "too large");
        var files = Package().Add("build/Sample.targets").Add("build/x.targets").Link();

        var linked = PackageLinker.Link(files with { Files = [files.Files[0], files.Files[1] with { Facts = writer.ToFacts() }, files.Files[2]] });

        Assert.Equal(Surface.Build, linked.Files[2].Surfaces);
    }

    [Fact]
    public void Programs_sources_and_what_they_run_themselves_run_at_build()
    {
        var surfaces = Package()
            .Add("build/Sample.targets", script => script.Include("$(MSBuildThisFileDirectory)run.bat", "run").Include("$(MSBuildThisFileDirectory)..\\tools\\x.EXE", "run").Include("$(MSBuildThisFileDirectory)../src/task.cs", "source")
                .Include("$(MSBuildThisFileDirectory)../scripts/a.ps1", "run").Include("$(MSBuildThisFileDirectory)../lib/net8.0/A.dll", "compile"))
            .Add("build/run.bat", script => script.Include("%~dp0..\\content\\logo.png", "run"), ArtifactKind.Batch)
            .Add("content/logo.png", kind: ArtifactKind.NativeImage)
            .Add("tools/x.exe").Add("src/task.cs").Add("src/other.cs").Add("lib/net8.0/A.dll")
            .Add("scripts/a.ps1", script => script.Include("b.ps1", "dot")).Add("scripts/b.ps1").Add("scripts/c.ps1").Surfaces();

        Assert.Equal("build", surfaces["build/run.bat"]);
        Assert.Equal("build", surfaces["content/logo.png"]);
        Assert.Equal("build run", surfaces["tools/x.exe"]);
        Assert.Equal(("build", "shipped"), (surfaces["src/task.cs"], surfaces["src/other.cs"]));
        Assert.Equal(("build", "build", "shipped"), (surfaces["scripts/a.ps1"], surfaces["scripts/b.ps1"], surfaces["scripts/c.ps1"]));
        Assert.Equal("call", surfaces["lib/net8.0/A.dll"]);
    }

    [Fact]
    public void A_task_library_in_any_folder_runs_at_build_and_stays_a_library()
    {
        var surfaces = Package().Add("build/Sample.targets", script => script.Include("$(MSBuildThisFileDirectory)../lib/net8.0/Tasks.dll", "task").Include("$(TaskFolder)/Other.dll", "task"))
            .Add("lib/net8.0/Tasks.dll").Add("tasks/Other.dll").Add("lib/net9.0/Tasks.dll").Surfaces();

        Assert.Equal(("build call", "build", "call"), (surfaces["lib/net8.0/Tasks.dll"], surfaces["tasks/Other.dll"], surfaces["lib/net9.0/Tasks.dll"]));
    }

    [Fact]
    public void Items_for_the_compiler_run_in_it_or_become_part_of_the_program()
    {
        var surfaces = Package().Add("build/Sample.props", script => script.Include("$(MSBuildThisFileDirectory)../roslyn/*.dll", "analyzer").Include("$(MSBuildThisFileDirectory)../src/Shim.cs", "compile"))
            .Add("roslyn/A.dll").Add("other/B.dll").Add("src/Shim.cs").Surfaces();

        Assert.Equal(("compile", "shipped", "call"), (surfaces["roslyn/A.dll"], surfaces["other/B.dll"], surfaces["src/Shim.cs"]));
    }

    [Fact]
    public void Code_found_in_a_build_file_runs_when_it_is_imported()
    {
        var surfaces = Package().Add("build/Sample.targets").Derive("build/Sample.targets", "Fetch#1.cs").Derive("build/Sample.targets", "Exec#1.ps1", script => script.Include("$PSScriptRoot/../tools/a.ps1", "dot"))
            .Add("build/Other.targets").Derive("build/Other.targets", "Other#1.cs").Surfaces();

        Assert.Equal(("build", "build", "shipped"), (surfaces["Fetch#1.cs"], surfaces["Exec#1.ps1"], surfaces["Other#1.cs"]));
    }

    [Fact]
    public void Imports_in_a_circle_end() =>
        Assert.Equal("build", Package().Add("build/Sample.targets", script => script.Include("b.targets", "project")).Add("build/b.targets", script => script.Include("Sample.targets", "project")).Surfaces()["build/b.targets"]);

    private static ModulePackage Package() => new(ArtifactKind.NuGetPackage, "Sample") { Community = "nuget" };
}
