using Assay.Linking;
using Assay.Model;

namespace Assay.Linking.Tests;

public sealed class PackageLinkerTests
{
    [Theory]
    [InlineData("tools/init.ps1", ArtifactKind.PowerShell, "install")]
    [InlineData("tools/net8.0/init.ps1", ArtifactKind.PowerShell, "run")]
    [InlineData("build/A.targets", ArtifactKind.MSBuild, "build")]
    [InlineData("buildTransitive/net8.0/A.props", ArtifactKind.MSBuild, "build")]
    [InlineData("build/A.Tasks.dll", ArtifactKind.ManagedAssembly, "call")]
    [InlineData("build/native.exe", ArtifactKind.NativeImage, "build")]
    [InlineData("Sdk/Sdk.props", ArtifactKind.MSBuild, "build")]
    [InlineData("analyzers/dotnet/cs/A.dll", ArtifactKind.ManagedAssembly, "compile")]
    [InlineData("lib/net8.0/A.dll", ArtifactKind.ManagedAssembly, "call")]
    [InlineData("runtimes/win/native/a.dll", ArtifactKind.NativeImage, "call")]
    [InlineData("tools/net8.0/any/A.dll", ArtifactKind.ManagedAssembly, "run")]
    [InlineData("ref/net8.0/A.dll", ArtifactKind.ManagedAssembly, "shipped")]
    [InlineData("content/a.txt", ArtifactKind.Text, "shipped")]
    public void The_folder_of_a_package_says_when_a_file_runs(string path, ArtifactKind kind, string surface)
    {
        var linked = PackageLinker.Link(Package(path, kind, FileFacts.Empty));

        Assert.Equal([surface], linked.Files[1].Surfaces.Names());
    }

    [Theory]
    [InlineData("$(MSBuildThisFileDirectory)net8.0\\A.Tasks.dll", "build", "build", "call")]
    [InlineData("$(AssemblyOfTasks)", "build", "build", "build")]
    [InlineData("Other.dll", "call", "call", "call")]
    public void A_library_among_the_build_files_runs_at_build_when_a_task_names_it_or_lies_beside(string assemblyFile, string named, string beside, string elsewhere)
    {
        var writer = new FactWriter();
        writer.Add(FactKind.Task, "UsingTask", arguments: new ArgumentList(new Argument("TaskName", "T"), new Argument("AssemblyFile", assemblyFile)));
        var package = Package("build/A.targets", ArtifactKind.MSBuild, writer.ToFacts());
        var files = package.Files.Concat(new[] { "build/net8.0/A.Tasks.dll", "build/net8.0/Helper.dll", "build/net9.0/Adapter.dll" }
            .Select(path => new LinkedFile(new ArtifactInfo("a.nupkg!" + path, path, ArtifactKind.ManagedAssembly, 1, "", 0, 1, false), FileFacts.Empty, [], Surface.None)));

        var linked = PackageLinker.Link(package with { Files = [.. files] });

        Assert.Equal([named, beside, elsewhere], linked.Files.Skip(2).SelectMany(file => file.Surfaces.Names()));
    }

    [Fact]
    public void Initialisers_of_a_library_run_by_themselves_and_its_methods_do_not()
    {
        var linked = PackageLinker.Link(Package("lib/net8.0/A.dll", ArtifactKind.ManagedAssembly, Places(Surface.Load, Surface.FirstUse, Surface.Run, Surface.None)));

        Assert.Equal([Surface.Load, Surface.FirstUse, Surface.Call, Surface.Call], linked.Files[1].Facts.Records.Select(record => linked.Files[1].SurfacesOf(record)));
    }

    [Fact]
    public void An_analyzer_runs_in_the_compiler_whatever_its_places_say()
    {
        var linked = PackageLinker.Link(Package("analyzers/A.dll", ArtifactKind.ManagedAssembly, Places(Surface.FirstUse, Surface.None)));

        Assert.Equal([Surface.Compile, Surface.Compile], linked.Files[1].Facts.Records.Select(record => linked.Files[1].SurfacesOf(record)));
    }

    [Fact]
    public void The_package_states_its_files_problems_and_licences()
    {
        var package = Package("lib/A.dll", ArtifactKind.ManagedAssembly, FileFacts.Empty) with { Problems = [new Problem(ProblemId.ZipUnsafeName, "a.nupkg", null, "x")] };

        var root = PackageLinker.Link(package).Files[0].Facts;

        Assert.Equal([(FactKind.File, "lib/A.dll"), (FactKind.Anomaly, "zip-unsafe-name"), (FactKind.License, "MIT")], root.Records.Select(record => (record.Kind, root.Strings[record.Value])));
    }

    [Theory]
    [InlineData("A.psd1", "psgallery")]
    [InlineData("B.psd1", "nuget")]
    public void A_module_manifest_named_like_the_package_makes_it_a_module(string file, string community) =>
        Assert.Equal(community, PackageLinker.Link(Package(file, ArtifactKind.PowerShell, FileFacts.Empty)).Community);

    [Fact]
    public void A_loose_file_belongs_to_no_community_and_waits_to_be_called()
    {
        var linked = PackageLinker.Link(new PackageFacts
        {
            FileName = "a.dll", Sha256 = "", Size = 1, Problems = [], Incomplete = false,
            Files = [new LinkedFile(new ArtifactInfo("a.dll", "a.dll", ArtifactKind.ManagedAssembly, 1, "", -1, 0, false), FileFacts.Empty, [], Surface.None)],
        });

        Assert.Null(linked.Community);
        Assert.Equal(Surface.Call, linked.Files[0].Surfaces);
    }

    [Fact]
    public void A_loose_file_keeps_its_facts_beside_what_was_found_inside_it()
    {
        var writer = new FactWriter();
        writer.Add(FactKind.Command, "Invoke-Expression");
        var linked = PackageLinker.Link(new PackageFacts
        {
            FileName = "a.ps1", Sha256 = "", Size = 1, Problems = [], Incomplete = false,
            Files =
            [
                new LinkedFile(new ArtifactInfo("a.ps1", "a.ps1", ArtifactKind.PowerShell, 1, "", -1, 0, false), writer.ToFacts(), [], Surface.None),
                new LinkedFile(new ArtifactInfo("a.ps1!Invoke-Expression#1.ps1", "Invoke-Expression#1.ps1", ArtifactKind.PowerShell, 1, "", 0, 1, true), FileFacts.Empty, [], Surface.None),
            ],
        });

        Assert.False(linked.IsContainer);
        Assert.Equal(2, linked.Contents.Count());
        Assert.Equal(FactKind.Command, Assert.Single(linked.Files[0].Facts.Records).Kind);
        Assert.Equal(Surface.Run, linked.Files[1].Surfaces);
    }

    private static FileFacts Places(params Surface[] surfaces)
    {
        var writer = new FactWriter();
        foreach (var surface in surfaces)
        {
            writer.Add(FactKind.Call, "X::Y", writer.AddPlace(new Place("T", "M") { Surface = surface }));
        }

        return writer.ToFacts();
    }

    private static PackageFacts Package(string path, ArtifactKind kind, FileFacts facts) => new()
    {
        FileName = "a.nupkg", Sha256 = "", Size = 1, Problems = [], Incomplete = false,
        Manifest = new PackageManifest { Id = "A", Version = "1.0.0", NormalizedVersion = "1.0.0", License = new LicenseDeclaration("MIT", null, null) },
        Files =
        [
            new LinkedFile(new ArtifactInfo("a.nupkg", "a.nupkg", ArtifactKind.NuGetPackage, 1, "", -1, 0, false), FileFacts.Empty, [], Surface.None),
            new LinkedFile(new ArtifactInfo("a.nupkg!" + path, path, kind, 1, "", 0, 1, false), facts, [], Surface.None),
        ],
    };
}
