using System.Globalization;
using Assay.Linking;
using Assay.Model;
using static Assay.Linking.Tests.LinkedCode;

namespace Assay.Linking.Tests;

public sealed class ReachGraphTests
{
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_way_to_what_a_delegate_holds_leads_over_who_made_it(bool makerComesLast)
    {
        var code = new Code("A");
        var run = code.Method("N.A", ".cctor", Surface.FirstUse);
        var maker = code.Method("N.B", ".cctor", Surface.FirstUse);
        var between = code.Method("N.B", "Between");
        var body = code.Method("N.B", "Body");
        var junction = code.Junction();
        code.Link(run, junction).Link(maker, between).Dispatch(junction, makerComesLast ? between : maker, body);

        var way = Way(Link((Library, code)), 1, body);

        Assert.Equal(makerComesLast ? ["N.B::.cctor", "N.B::Between", "N.B::Body"] : ["N.B::.cctor", "N.B::Body"], way);
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
}
