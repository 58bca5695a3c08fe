using System.Globalization;
using Assay.Linking;
using Assay.Model;
using static Assay.Linking.Tests.LinkedCode;

namespace Assay.Linking.Tests;

public sealed class CrossFileCallsTests
{
    [Fact]
    public void Calls_go_from_one_assembly_to_the_other_that_lies_beside_it()
    {
        var first = new Code("A", "B");
        var load = first.Method("<Module>", ".cctor", Surface.Load);
        first.State(FactKind.Call, "N.Outer+Inner::Run", load);
        var second = new Code("B");
        var run = second.Method("N.Outer", "Inner.Run", body: "N.Outer+Inner::Run");
        second.Method("N.Outer", "Run");
        var firstFacts = first.Facts();
        var secondFacts = second.Facts();

        var package = Link(("lib/net8.0/A.dll", firstFacts), ("lib/net8.0/B.dll", secondFacts), ("lib/net6.0/B.dll", secondFacts));

        Assert.Equal(["<Module>::.cctor", "N.Outer::Inner.Run"], Way(package, 2, run));
        Assert.Equal([Surface.Load | Surface.Call, Surface.Call], SurfacesOf(package, 2));
        Assert.Equal([Surface.Call, Surface.Call], SurfacesOf(package, 3));

        // None lies beside: every one of the name may be meant.
        Assert.Equal([Surface.Load | Surface.Call, Surface.Call], SurfacesOf(Link(("lib/net9.0/A.dll", firstFacts), ("lib/net8.0/B.dll", secondFacts)), 2));
    }

    [Theory]
    [InlineData("C", false, false)]
    [InlineData("B", true, false)]
    [InlineData("B", false, true)]
    public void A_call_goes_to_another_assembly_when_it_is_referred_to_and_the_type_is_not_the_own(string reference, bool declares, bool joined)
    {
        var first = new Code("A", reference);
        first.State(FactKind.New, "N.T", first.Method("<Module>", ".cctor", Surface.Load));
        if (declares)
        {
            first.Method("N.T", "Other");
        }

        var second = new Code("B");
        var constructor = second.Method("N.T", ".ctor");

        Assert.Equal(joined, Link(("lib/A.dll", first.Facts()), ("lib/B.dll", second.Facts())).Files[2].SurfacesOf(constructor).HasFlag(Surface.Load));
    }

    [Fact]
    public void A_virtual_call_goes_to_bodies_in_another_assembly()
    {
        var contract = new Code("A");
        var slot = contract.Method("N.IRunner", "Run");
        var second = new Code("B", "A");
        var load = second.Method("<Module>", ".cctor", Surface.Load);
        var constructor = second.Method("N.Runner", ".ctor");
        var type = second.Type("N.Runner");
        var body = second.Method("N.Runner", "Run");
        second.Link(load, constructor).Link(constructor, type).State(FactKind.Base, "N.IRunner", type).State(FactKind.Call, "N.IRunner::Run", load);

        var package = Link(("lib/A.dll", contract.Facts()), ("lib/B.dll", second.Facts()));

        Assert.Equal(["<Module>::.cctor", "N.IRunner::Run", "N.Runner::Run"], Way(package, 2, body));
        Assert.Equal(Surface.Load | Surface.Call, package.Files[1].SurfacesOf(slot));
    }

    [Fact]
    public void A_script_that_runs_at_installation_runs_what_it_calls_of_a_library()
    {
        var script = new FactWriter();
        script.Add(FactKind.Call, "n.loader::RUN");
        script.Add(FactKind.Call, "N.Made::new");
        var code = new Code("A");
        var run = code.Method("N.Loader", "Run");
        var made = code.Method("N.Made", ".ctor");
        var after = code.Method("N.Loader", "After");
        code.Link(run, after);

        var package = Link(("tools/install.ps1", script.ToFacts()), (Library, code.Facts()));

        Assert.Equal([Surface.Install | Surface.Call, Surface.Install | Surface.Call, Surface.Install | Surface.Call], SurfacesOf(package, 2));
        Assert.Equal([new CodeStep(1, FactRecord.None), new CodeStep(2, run), new CodeStep(2, after)], package.Paths.To(2, after));
        Assert.Equal(2, package.Paths.To(2, made).Count);
    }

    [Fact]
    public void What_was_found_in_a_reached_place_runs_when_that_place_does()
    {
        var code = new Code("A");
        var run = code.Method("N.A", "Run");
        code.Link(code.Method("<Module>", ".cctor", Surface.Load), run);
        var inner = new Code("B");
        inner.Link(inner.Method("<Module>", ".cctor", Surface.Load), inner.Method("N.B", "Run"));
        var package = Package((Library, code.Facts()));
        package = package with
        {
            Files =
            [
                .. package.Files,
                new LinkedFile(new ArtifactInfo("a.nupkg!a!payload.ps1", "payload.ps1", ArtifactKind.PowerShell, 1, "2", 1, 2, true) { Origin = new DerivedOrigin("base-64", run, null) }, FileFacts.Empty, [], Surface.None),
                new LinkedFile(new ArtifactInfo("a.nupkg!a!payload.dll", "payload.dll", ArtifactKind.ManagedAssembly, 1, "3", 1, 2, true) { Origin = new DerivedOrigin("base-64", run, null) }, inner.Facts(), [], Surface.None),
            ],
        };

        var linked = PackageLinker.Link(package);

        Assert.Equal(Surface.Load | Surface.Call, linked.Files[2].Surfaces);
        Assert.Equal([Surface.Load | Surface.Call, Surface.Load | Surface.Call], SurfacesOf(linked, 3));
        Assert.Equal(["<Module>::.cctor", "N.B::Run"], Way(linked, 3, 1));
    }

    [Fact]
    public void What_OnImport_reaches_runs_at_import_and_a_script_in_a_library_runs_with_its_place()
    {
        var code = new Code("Sample");
        var import = code.Method("Sample.Start", "OnImport");
        var run = code.Method("Sample.Start", "Run");
        var load = code.Method("<Module>", ".cctor", Surface.Load);
        code.Link(import, run).State(FactKind.Base, "System.Management.Automation.IModuleAssemblyInitializer", code.Type("Sample.Start"));
        var package = new ModulePackage().Add("Sample.psd1", manifest => manifest.Metadata("module.RootModule", "Sample.dll", "root")).Add("Sample.dll")
            .Derive("Sample.dll", "EncodedCommand#1.ps1", script => script.Function("Late"), hostPlace: load).Link();

        var linked = PackageLinker.Link(package with { Files = [package.Files[0], package.Files[1], package.Files[2] with { Facts = code.Facts() }, package.Files[3]] });

        Assert.Equal([Surface.Import, Surface.Import | Surface.Call, Surface.Load, Surface.Call], SurfacesOf(linked, 2));
        Assert.Equal(["Sample.Start::OnImport", "Sample.Start::Run"], Way(linked, 2, run));
        Assert.Equal(Surface.Load, linked.Files[3].Surfaces);
        Assert.All(SurfacesOf(linked, 3), surface => Assert.Equal(Surface.Load, surface));
        Assert.NotEmpty(linked.Files[3].Facts.Places);
    }

    [Fact]
    public void Assemblies_with_too_many_members_end_in_a_problem()
    {
        var first = new Code("A", "B");
        var load = first.Method("<Module>", ".cctor", Surface.Load);
        var second = new Code("B");
        for (var i = 0; i < 4_000; i++)
        {
            var name = "M" + i.ToString(CultureInfo.InvariantCulture);
            first.State(FactKind.Call, "N.T::" + name, load);
            second.Method("N.T", name);
        }

        var package = Link(("lib/A.dll", first.Facts()), ("lib/B.dll", second.Facts()));

        Assert.Contains(package.Problems, problem => problem.Id == ProblemId.LimitSteps);
        Assert.True(package.Incomplete);
    }
}
