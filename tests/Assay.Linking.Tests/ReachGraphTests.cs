using System.Globalization;
using Assay.Linking;
using Assay.Model;

namespace Assay.Linking.Tests;

public sealed class ReachGraphTests
{
    private const string Library = "lib/net8.0/A.dll";

    [Fact]
    public void What_an_initialiser_calls_runs_with_it_and_still_waits_to_be_called()
    {
        var code = new Code("A");
        var initialiser = code.Method("<Module>", ".cctor", Surface.Load);
        var run = code.Method("N.Loader", "Run");
        var other = code.Method("N.Loader", "Other");
        code.Link(initialiser, run);

        var package = Link((Library, code));

        Assert.Equal([Surface.Load, Surface.Load | Surface.Call, Surface.Call], SurfacesOf(package, 1));
        Assert.Equal(["<Module>::.cctor", "N.Loader::Run"], Way(package, 1, run));
        Assert.Empty(package.Paths.To(1, other));
    }

    [Fact]
    public void A_static_constructor_makes_a_first_use_of_what_it_calls_in_a_library_alone()
    {
        var code = new Code("A");
        code.Link(code.Method("N.A", ".cctor", Surface.FirstUse), code.Method("N.A", "Run"));
        var facts = code.Facts();

        Assert.Equal([Surface.FirstUse, Surface.FirstUse | Surface.Call], SurfacesOf(Link((Library, facts)), 1));
        Assert.Equal([Surface.Run, Surface.Run], SurfacesOf(Link(("tools/A.exe", facts)), 1));
        Assert.Equal([Surface.Shipped, Surface.Shipped], SurfacesOf(Link(("ref/net8.0/A.dll", facts)), 1));
    }

    [Fact]
    public void A_place_keeps_the_way_of_the_most_urgent_surface()
    {
        var code = new Code("A");
        var first = code.Method("N.A", ".cctor", Surface.FirstUse);
        var load = code.Method("<Module>", ".cctor", Surface.Load);
        var between = code.Method("N.A", "Between");
        var run = code.Method("N.A", "Run");
        code.Link(first, run).Link(load, between).Link(between, run);

        var package = Link((Library, code));

        Assert.Equal(Surface.Load | Surface.FirstUse | Surface.Call, package.Files[1].SurfacesOf(run));
        Assert.Equal(["<Module>::.cctor", "N.A::Between", "N.A::Run"], Way(package, 1, run));
    }

    [Fact]
    public void The_shortest_way_is_kept()
    {
        var code = new Code("A");
        var load = code.Method("<Module>", ".cctor", Surface.Load);
        var a = code.Method("N.A", "A");
        var b = code.Method("N.A", "B");
        var run = code.Method("N.A", "Run");
        code.Link(load, a).Link(a, b).Link(b, run).Link(load, b);

        Assert.Equal(["<Module>::.cctor", "N.A::B", "N.A::Run"], Way(Link((Library, code)), 1, run));
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public void A_virtual_call_runs_the_bodies_of_objects_that_the_same_code_makes(bool calls, bool makes, bool runs)
    {
        var code = new Code("A");
        var load = code.Method("<Module>", ".cctor", Surface.Load);
        var slot = code.Method("N.IRunner", "Run");
        var body = code.Method("N.Runner", "Run");
        var constructor = code.Method("N.Runner", ".ctor");
        var type = code.Type("N.Runner");
        code.Link(constructor, type).Dispatch(slot, type, body);
        if (calls)
        {
            code.Link(load, slot);
        }

        if (makes)
        {
            code.Link(load, constructor);
        }

        var package = Link((Library, code));

        Assert.Equal(runs, package.Files[1].SurfacesOf(body).HasFlag(Surface.Load));
        Assert.Equal(runs ? ["<Module>::.cctor", "N.IRunner::Run", "N.Runner::Run"] : [], Way(package, 1, body));
    }

    [Fact]
    public void Objects_that_other_code_makes_do_not_count()
    {
        var code = new Code("A");
        var slot = code.Method("N.IRunner", "Run");
        var body = code.Method("N.Runner", "Run");
        var type = code.Type("N.Runner");
        code.Link(code.Method("<Module>", ".cctor", Surface.Load), slot).Link(code.Method("N.A", ".cctor", Surface.FirstUse), type).Dispatch(slot, type, body);

        Assert.Equal(Surface.Call, Link((Library, code)).Files[1].SurfacesOf(body));
    }

    [Fact]
    public void Cycles_end()
    {
        var code = new Code("A");
        var load = code.Method("<Module>", ".cctor", Surface.Load);
        var a = code.Method("N.A", "A");
        var b = code.Method("N.A", "B");
        code.Link(load, a).Link(a, b).Link(b, a).Link(b, load);

        Assert.Equal(["<Module>::.cctor", "N.A::A", "N.A::B"], Way(Link((Library, code)), 1, b));
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_calls_is_followed_to_its_end()
    {
        var code = new Code("A");
        var last = code.Method("<Module>", ".cctor", Surface.Load);
        for (var i = 0; i < 100_000; i++)
        {
            var next = code.Method("N.A", "M" + i.ToString(CultureInfo.InvariantCulture));
            code.Link(last, next);
            last = next;
        }

        var package = Link((Library, code));

        Assert.Equal(Surface.Load | Surface.Call, package.Files[1].SurfacesOf(last));
        Assert.Equal(100_001, package.Paths.To(1, last).Count);
    }

    [Fact]
    public void Every_slot_of_a_type_with_thousands_of_bodies_is_followed_once()
    {
        var code = new Code("A");
        var load = code.Method("<Module>", ".cctor", Surface.Load);
        var slot = code.Method("N.A", "Slot");
        var type = code.Type("N.B");
        code.Link(load, slot).Link(load, type);
        var bodies = Enumerable.Range(0, 20_000).Select(i => code.Method("N.B", "M" + i.ToString(CultureInfo.InvariantCulture))).ToArray();
        foreach (var body in bodies)
        {
            code.Dispatch(slot, type, body).Link(body, slot).Link(body, type);
        }

        var package = Link((Library, code));

        Assert.All(bodies, body => Assert.Equal(Surface.Load | Surface.Call, package.Files[1].SurfacesOf(body)));
    }

    [Fact]
    public void The_entry_point_of_a_tool_is_where_it_starts()
    {
        var code = new Code("A");
        var run = code.Method("N.A", "Run");
        code.Link(code.Method("N.Program", "Main", Surface.Run), run);
        var facts = code.Facts();

        Assert.Equal(["N.Program::Main", "N.A::Run"], Way(Link(("tools/net8.0/any/A.dll", facts)), 1, run));
        Assert.Empty(Way(Link((Library, facts)), 1, run));
    }

    [Theory]
    [InlineData("analyzers/dotnet/cs/A.dll", FactKind.Base, "Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer", "Initialize", true)]
    [InlineData("analyzers/dotnet/cs/A.dll", FactKind.Attribute, "Microsoft.CodeAnalysis.GeneratorAttribute", "Execute", true)]
    [InlineData("analyzers/dotnet/cs/A.dll", FactKind.Base, "Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer", "Helper", false)]
    [InlineData("analyzers/dotnet/cs/A.dll", FactKind.Base, "N.Other", "Initialize", false)]
    [InlineData(Library, FactKind.Base, "Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer", "Initialize", false)]
    public void What_the_compiler_calls_of_an_analyzer_is_where_it_starts(string path, FactKind kind, string value, string method, bool starts)
    {
        var code = new Code("A");
        var entry = code.Method("N.Outer", "Inner." + method, body: "N.Outer+Inner::" + method);
        var run = code.Method("N.A", "Run");
        code.Link(entry, run).State(kind, value, code.Type("N.Outer", "N.Outer+Inner"));

        Assert.Equal(starts ? [$"N.Outer::Inner.{method}", "N.A::Run"] : [], Way(Link((path, code)), 1, run));
    }

    [Fact]
    public void A_task_starts_where_MSBuild_fills_its_properties_and_executes_it()
    {
        var code = new Code("A.Tasks");
        var run = code.Method("N.A", "Run");
        var set = code.Method("N.T", "set_Path");
        code.Link(code.Method("N.T", "Execute"), run).State(FactKind.Base, "Microsoft.Build.Utilities.Task", code.Type("N.T"));
        var targets = new FactWriter();
        targets.Add(FactKind.Task, "UsingTask", arguments: new ArgumentList(new Argument("TaskName", "N.T"), new Argument("AssemblyFile", "A.Tasks.dll")));

        var package = Link(("build/A.targets", targets.ToFacts()), ("build/A.Tasks.dll", code.Facts()));

        Assert.Equal(["N.T::Execute", "N.A::Run"], Way(package, 2, run));
        Assert.Equal(["N.T::set_Path"], Way(package, 2, set));
    }

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

    private static IEnumerable<Surface> SurfacesOf(PackageFacts package, int file) => Enumerable.Range(0, package.Files[file].Facts.Places.Count).Select(place => package.Files[file].SurfacesOf(place));

    private static IEnumerable<string> Way(PackageFacts package, int file, int place) =>
        package.Paths.To(file, place).Select(step => package.Files[step.File].Facts.Places[step.Place]).Select(step => $"{step.Type}::{step.Method}");

    private static PackageFacts Link((string Path, Code Code) file) => Link((file.Path, file.Code.Facts()));

    private static PackageFacts Link(params (string Path, FileFacts Facts)[] files) => PackageLinker.Link(Package(files));

    private static PackageFacts Package(params (string Path, FileFacts Facts)[] files) => new()
    {
        FileName = "a.nupkg",
        Sha256 = "",
        Size = 1,
        Community = "nuget",
        Manifest = new PackageManifest { Id = "A", Version = "1", NormalizedVersion = "1.0.0" },
        Files =
        [
            new LinkedFile(new ArtifactInfo("a.nupkg", "a.nupkg", ArtifactKind.NuGetPackage, 1, "", -1, 0, false), FileFacts.Empty, [], Surface.None),
            .. files.Select(file => new LinkedFile(new ArtifactInfo("a.nupkg!" + file.Path, file.Path, KindOf(file.Path), 1, "", 0, 1, false), file.Facts, [], Surface.None)),
        ],
        Problems = [],
        Incomplete = false,
    };

    private static ArtifactKind KindOf(string path) =>
        path.EndsWith(".ps1", StringComparison.Ordinal) ? ArtifactKind.PowerShell : path.EndsWith(".targets", StringComparison.Ordinal) ? ArtifactKind.MSBuild : ArtifactKind.ManagedAssembly;

    /// <summary>Facts of an assembly, written by hand.</summary>
    private sealed class Code
    {
        private readonly FactWriter _writer = new();

        public Code(string name, params string[] references)
        {
            _writer.Add(FactKind.Metadata, "assembly.kind", arguments: new ArgumentList(new Argument("value", "library")));
            _writer.Add(FactKind.Metadata, "assembly.name", arguments: new ArgumentList(new Argument("value", name)));
            foreach (var reference in references)
            {
                _writer.AddReference(reference);
            }
        }

        public int Method(string type, string name, Surface surface = Surface.None, string? body = null)
        {
            var end = body?.IndexOf("::", StringComparison.Ordinal) ?? -1;
            return _writer.AddPlace(new StoredPlace(_writer.Intern(type), _writer.Intern(name), end < 0 ? -1 : _writer.Intern(body![..end]), end < 0 ? -1 : _writer.Intern(body![(end + 2)..]), -1, surface));
        }

        public int Type(string outer, string? name = null) => _writer.AddPlace(new StoredPlace(_writer.Intern(outer), -1, name is null ? -1 : _writer.Intern(name), -1, -1, Surface.None));

        public Code Link(int from, int to)
        {
            _writer.AddLink(from, to);
            return this;
        }

        public Code Dispatch(int slot, int type, int body)
        {
            _writer.AddDispatch(new Dispatch(slot, type, body));
            return this;
        }

        public Code State(FactKind kind, string value, int place)
        {
            _writer.Add(kind, value, place);
            return this;
        }

        public FileFacts Facts() => _writer.ToFacts();
    }
}
