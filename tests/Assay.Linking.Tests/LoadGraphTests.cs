using Assay.Model;

namespace Assay.Linking.Tests;

public sealed class LoadGraphTests
{
    [Theory]
    [InlineData("root", "Sample.psm1", "Sample.psm1")]
    [InlineData("root", "Sample", "Sample.psm1")]
    [InlineData("root", "SAMPLE.PSM1", "Sample.psm1")]
    [InlineData("root", ".\\Sample.psm1", "Sample.psm1")]
    [InlineData("nested", "sub/Part.psm1", "sub/Part.psm1")]
    [InlineData("nested", "sub\\Part", "sub/Part.psm1")]
    [InlineData("nested", "Folder", "Folder/Folder.psd1")]
    [InlineData("nested", "modules/Deep", "modules/Deep/2.1.0/Deep.psd1")]
    [InlineData("scripts-to-process", "first.ps1", "first.ps1")]
    [InlineData("types", "Sample.types.ps1xml", "Sample.types.ps1xml")]
    [InlineData("formats", "./Sample.types.ps1xml", "Sample.types.ps1xml")]
    public void A_key_of_the_manifest_names_what_import_runs(string how, string value, string expected)
    {
        var surfaces = Module(manifest => manifest.Metadata("module.Key", value, how)).Surfaces();

        Assert.Equal(["Sample.psd1", expected], surfaces.Where(entry => entry.Value == "import").Select(entry => entry.Key));
        Assert.All(surfaces.Where(entry => entry.Key != expected && entry.Key != "Sample.psd1"), entry => Assert.Equal("shipped", entry.Value));
    }

    [Theory]
    [InlineData("./Public/Get.ps1", "Public/Get.ps1")]
    [InlineData("Public/Get.ps1", "Public/Get.ps1")]
    [InlineData("./Private/../Public/Get.ps1", "Public/Get.ps1")]
    [InlineData("./Public/*.ps1", "Public/Get.ps1", "Public/deep/Set.ps1")]
    [InlineData("./P*/G?t.ps1", "Private/Get.ps1", "Public/Get.ps1")]
    [InlineData("./[pq]ublic/[!a]*.ps1")]
    [InlineData("./[pq]ublic/[f-h]*.ps1", "Public/Get.ps1")]
    [InlineData("./*.ps1", "build.ps1")]
    [InlineData("./**/*.ps1", "Private/Get.ps1", "Public/Get.ps1", "Public/deep/Set.ps1", "build.ps1", "tests/Get.Tests.ps1")]
    [InlineData("./Pu*/**/S*.ps1", "Public/deep/Set.ps1")]
    [InlineData("./*", "Private/Get.ps1", "Public/Get.ps1", "Public/deep/Set.ps1", "build.ps1", "tests/Get.Tests.ps1")]
    [InlineData("*", "Private/Get.ps1", "Public/Get.ps1", "Public/deep/Set.ps1", "build.ps1", "tests/Get.Tests.ps1")]
    [InlineData("$root/Public/Get.ps1", "Public/Get.ps1")]
    [InlineData("*/Get.ps1", "Private/Get.ps1", "Public/Get.ps1")]
    [InlineData("./Public/$name.ps1", "Public/Get.ps1", "Public/deep/Set.ps1")]
    [InlineData("../outside.ps1")]
    [InlineData("C:/Public/Get.ps1")]
    [InlineData("/Public/Get.ps1")]
    [InlineData("https://example.invalid/Get.ps1")]
    public void Dot_sourcing_loads_the_files_that_it_may_mean_and_no_others(string value, params string[] expected)
    {
        var surfaces = Sources(new ModulePackage()
            .Add("Sample.psd1", manifest => manifest.Metadata("module.RootModule", "Sample.psm1", "root"))
            .Add("Sample.psm1", script => script.Include(value, "dot-source"))).Surfaces();

        Assert.Equal(expected, surfaces.Where(entry => entry.Key is not ("Sample.psd1" or "Sample.psm1") && entry.Value == "import").Select(entry => entry.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_included_is_followed_on_in_circles_too_relative_to_each_file()
    {
        var surfaces = new ModulePackage()
            .Add("Sample.psd1", manifest => manifest.Metadata("module.RootModule", "Sample.psm1", "root"))
            .Add("Sample.psm1", script => script.Include("./lib/a.ps1", "dot-source"))
            .Add("lib/a.ps1", script => script.Include("./b.ps1", "run"))
            .Add("lib/b.ps1", script => script.Include("../Sample.psm1", "import").Include("./c.psm1", "import"))
            .Add("lib/c.psm1")
            .Add("b.ps1").Surfaces();

        Assert.Equal(("import", "import", "import", "shipped"), (surfaces["lib/a.ps1"], surfaces["lib/b.ps1"], surfaces["lib/c.psm1"], surfaces["b.ps1"]));
    }

    [Fact]
    public void Functions_wait_to_be_called_unless_code_of_the_import_calls_them()
    {
        var surfaces = new ModulePackage()
            .Add("Sample.psd1", manifest => manifest.Metadata("module.RootModule", "Sample.psm1", "root"))
            .Add("Sample.psm1", script => script.Include("./functions.ps1", "dot-source").Command("Initialize-Sample").Command("Write-Verbose"))
            .Add("functions.ps1", script => script.Function("Initialize-Sample").Command("inner", "Initialize-Sample").Function("Inner").Call("Helper::Run", "Inner").Function("Get-Sample")
                .Function("Helper").Command("Inner", "Get-Sample"))
            .Surfaces();

        Assert.Equal("call", surfaces["functions.ps1"]);
        Assert.Equal("import", surfaces["functions.ps1:Initialize-Sample"]);
        Assert.Equal("import", surfaces["functions.ps1:Inner"]);
        Assert.Equal("import", surfaces["functions.ps1:Helper"]);
        Assert.Equal("call", surfaces["functions.ps1:Get-Sample"]);
    }

    [Fact]
    public void A_function_that_is_called_before_its_file_is_loaded_runs_at_import()
    {
        var surfaces = new ModulePackage()
            .Add("Sample.psd1", manifest => manifest.Metadata("module.ScriptsToProcess", "a.ps1", "scripts-to-process").Metadata("module.NestedModules", "b.psm1", "nested"))
            .Add("a.ps1", script => script.Command("Start-Later"))
            .Add("b.psm1", script => script.Function("Start-Later").Function("Other"))
            .Surfaces();

        Assert.Equal(("import", "call"), (surfaces["b.psm1:Start-Later"], surfaces["b.psm1:Other"]));
    }

    [Fact]
    public void A_file_that_only_a_function_loads_runs_when_the_function_is_called()
    {
        var surfaces = new ModulePackage()
            .Add("Sample.psd1", manifest => manifest.Metadata("module.RootModule", "Sample.psm1", "root"))
            .Add("Sample.psm1", script => script.Function("Get-Sample").Include("./lazy.ps1", "dot-source", "Get-Sample"))
            .Add("lazy.ps1", script => script.Function("Inner").Include("./more.ps1", "run"))
            .Add("more.ps1").Surfaces();

        Assert.Equal(("call", "call", "call"), (surfaces["lazy.ps1"], surfaces["lazy.ps1:Inner"], surfaces["more.ps1"]));
    }

    [Fact]
    public void Libraries_wait_to_be_called_and_those_beside_them_too()
    {
        var surfaces = new ModulePackage()
            .Add("Sample.psd1", manifest => manifest.Metadata("module.RootModule", "bin/Sample.dll", "root").Metadata("module.RequiredAssemblies", "lib/Required.dll", "assembly"))
            .Add("bin/Sample.dll").Add("bin/Helper.dll").Add("bin/native.exe").Add("lib/Required.dll").Add("other/Unused.dll").Add("more/Loaded.dll")
            .Add("Extra.psm1", script => script.Call("System.Reflection.Assembly::LoadFrom", null, "./more/Loaded.dll"))
            .Surfaces();

        Assert.Equal(("call", "call", "call", "call"), (surfaces["bin/Sample.dll"], surfaces["bin/Helper.dll"], surfaces["bin/native.exe"], surfaces["lib/Required.dll"]));
        Assert.Equal(("shipped", "shipped"), (surfaces["other/Unused.dll"], surfaces["more/Loaded.dll"]));
    }

    [Fact]
    public void A_script_loads_a_library_through_the_framework_and_starts_a_program_of_the_module()
    {
        var surfaces = new ModulePackage()
            .Add("Sample.psm1", script => script.Call("System.Reflection.Assembly::LoadFrom", null, "./more/Loaded.dll").Fact(FactKind.Process, "tool"))
            .Add("more/Loaded.dll").Add("bin/tool.exe").Add("bin/other.exe").Surfaces();

        Assert.Equal(("call", "import"), (surfaces["more/Loaded.dll"], surfaces["bin/tool.exe"]));
    }

    [Fact]
    public void The_initialisers_of_a_library_run_when_the_module_is_imported()
    {
        var writer = new FactWriter();
        var type = writer.AddPlace(new Place("Sample.Start", null));
        var import = writer.AddPlace(new Place("Sample.Start", "OnImport"));
        var load = writer.AddPlace(new Place("<Module>", ".cctor") { Surface = Surface.Load });
        var method = writer.AddPlace(new Place("Sample.Other", "OnImport"));
        writer.Add(FactKind.Base, "System.Management.Automation.IModuleAssemblyInitializer", type);
        foreach (var place in new[] { import, load, method })
        {
            writer.Add(FactKind.Call, "A::B", place);
        }

        var facts = writer.ToFacts();
        var package = new ModulePackage().Add("Sample.psd1", manifest => manifest.Metadata("module.RootModule", "Sample.dll", "root")).Add("Sample.dll").Link();
        var linked = PackageLinker.Link(package with { Files = [package.Files[0], package.Files[1], package.Files[2] with { Facts = facts }] }).Files[2];

        Assert.Equal([Surface.Import, Surface.Load, Surface.Call], facts.Records.Skip(1).Select(record => linked.SurfacesOf(record)));
    }

    [Fact]
    public void What_was_decoded_runs_when_the_place_that_decodes_it_does()
    {
        var place = -1;
        var package = new ModulePackage()
            .Add("Sample.psm1", script => place = script.Function("Get-Sample").Command("Invoke-Expression", "Get-Sample").PlaceOf("Get-Sample"));
        var surfaces = package
            .Derive("Sample.psm1", "EncodedCommand#1.ps1", script => script.Include("./next.ps1", "dot-source").Command("Set-Now"))
            .Derive("Sample.psm1", "Invoke-Expression#1.ps1", script => script.Function("Late"), hostPlace: place)
            .Derive("Sample.psm1", "Add-Type#1.cs", hostPlace: place)
            .Derive("EncodedCommand#1.ps1", "EncodedCommand#2.ps1")
            .Add("next.ps1", script => script.Function("Set-Now")).Surfaces();

        Assert.Equal(("import", "import"), (surfaces["EncodedCommand#1.ps1"], surfaces["EncodedCommand#2.ps1"]));
        Assert.Equal(("call", "import"), (surfaces["next.ps1"], surfaces["next.ps1:Set-Now"]));
        Assert.Equal(("call", "call", "call"), (surfaces["Invoke-Expression#1.ps1"], surfaces["Invoke-Expression#1.ps1:Late"], surfaces["Add-Type#1.cs"]));
    }

    [Fact]
    public void A_copy_that_nothing_loads_does_not_hide_what_was_decoded_from_the_one_that_runs()
    {
        var surfaces = new ModulePackage()
            .Add("A/unused.ps1", content: "same")
            .Derive("A/unused.ps1", "EncodedCommand#1.ps1")
            .Add("Sample.psm1", content: "same").Surfaces();

        Assert.Equal(("shipped", "import", "import"), (surfaces["A/unused.ps1"], surfaces["Sample.psm1"], surfaces["EncodedCommand#1.ps1"]));
    }

    [Fact]
    public void Script_blocks_of_types_run_at_import_and_those_of_other_files_do_not()
    {
        var surfaces = new ModulePackage()
            .Add("Sample.psd1", manifest => manifest.Metadata("module.TypesToProcess", "a.ps1xml", "types"))
            .Add("a.ps1xml").Derive("a.ps1xml", "ScriptBlock#1.ps1")
            .Add("b.ps1xml").Derive("b.ps1xml", "ScriptBlock#2.ps1").Surfaces();

        Assert.Equal(("import", "shipped"), (surfaces["ScriptBlock#1.ps1"], surfaces["ScriptBlock#2.ps1"]));
    }

    [Fact]
    public void A_manifest_that_was_not_understood_imports_the_script_module_of_its_name()
    {
        Assert.Equal("import", new ModulePackage().Add("Sample.psd1").Add("Sample.psm1").Surfaces()["Sample.psm1"]);
        Assert.Equal("shipped", new ModulePackage().Add("Sample.psd1", manifest => manifest.Metadata("module.ModuleVersion", "1.0")).Add("Sample.psm1").Surfaces()["Sample.psm1"]);
    }

    [Fact]
    public void Thousands_of_wildcards_over_thousands_of_files_end_and_are_said()
    {
        var package = new ModulePackage().Add("Sample.psm1", script =>
        {
            for (var i = 0; i < 2_100; i++)
            {
                script.Include($"./a{i}*/x.ps1", "dot-source");
            }
        });
        for (var i = 0; i < 2_000; i++)
        {
            package.Add($"aa{i}/y.ps1");
        }

        Assert.Contains(package.Link().Problems, problem => problem.Id == ProblemId.LimitSteps);
    }

    private static ModulePackage Module(Action<Script> manifest) => new ModulePackage().Add("Sample.psd1", manifest)
        .Add("Sample.psm1").Add("first.ps1").Add("sub/Part.psm1").Add("Folder/Folder.psd1").Add("modules/Deep/2.1.0/Deep.psd1").Add("Sample.types.ps1xml").Add("tests/Sample.Tests.ps1").Add("readme.txt");

    private static ModulePackage Sources(ModulePackage package) =>
        package.Add("Public/Get.ps1").Add("Public/deep/Set.ps1").Add("Private/Get.ps1").Add("tests/Get.Tests.ps1").Add("build.ps1").Add("Public/readme.txt");
}
