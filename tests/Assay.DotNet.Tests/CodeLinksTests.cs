using Assay.Model;

namespace Assay.DotNet.Tests;

public sealed class CodeLinksTests
{
    [Theory]
    [InlineData("static class A { public static void Start() { B.Run(); } } static class B { public static void Run() { Console.Beep(); } }", "A::Start -> B::Run")]
    [InlineData("static class A { public static void Start() { new B(); } } class B { public B() { Console.Beep(); } }", "A::Start -> B::.ctor")]
    [InlineData("static class A { public static void Start() { Console.WriteLine(B.Value); } } static class B { public static int Value { get { Console.Beep(); return 1; } } }", "A::Start -> B::get_Value")]
    [InlineData("static class A { public static async Task Start() { await Task.Yield(); Console.Beep(); } }", "A::Start -> A::Start in A+<Start>d__0::MoveNext")]
    [InlineData("static class A { public static IEnumerable<int> Start() { Console.Beep(); yield return 1; } }", "A::Start in A+<Start>d__0::.ctor -> A::Start in A+<Start>d__0::MoveNext")]
    [InlineData("static class A { public static void Start() { new G<int>().Run(1); } } class G<T> { public void Run(T t) { Console.Beep(); } public void Run(string t, int i) { } }", "A::Start -> G`1::Run")]
    [InlineData("static class A { public static void Start() { new D().Run(1); } } class G<T> { public void Run(T t) { Console.Beep(); } } class D : G<int> { }", "A::Start -> G`1::Run")]
    [InlineData("static class A { public static void Start() { Make<string>(); } static void Make<T>() { Console.Beep(); } }", "A::Start -> A::Make")]
    [InlineData("static class A { public static void Start() { Console.WriteLine(B.Value); } } static class B { public static int Value = Environment.ProcessId; }", "A::Start -> B::.cctor")]
    [InlineData("static class A { public static void Start() { Console.WriteLine(G<int>.Value); } } static class G<T> { public static int Value = Environment.ProcessId; }", "A::Start -> G`1::.cctor")]
    [InlineData("static class B { static B() { Console.Beep(); } public static void Run() { Console.Beep(); } }", "B::Run -> B::.cctor")]
    [InlineData("class B { static B() { Console.Beep(); } public B() { } }", "B::.ctor -> B::.cctor")]
    [InlineData("class B { public B() { Console.Beep(); } ~B() { Console.Beep(); } }", "B -> B::Finalize")]
    [InlineData("struct S : I { public void Run() { Console.Beep(); } } interface I { void Run(); }", "I::Run -> S::Run")]
    public void Code_is_linked_with_what_it_runs(string source, string link) => Assert.Contains(link, LinksOf(Sample.FactsOf(source)));

    [Theory]
    [InlineData("class B : I { public void Run() { Console.Beep(); } } interface I { void Run(); }", "I::Run, B => B::Run")]
    [InlineData("class B : I { void I.Run() { Console.Beep(); } } interface I { void Run(); }", "I::Run, B => B::I.Run")]
    [InlineData("class B : G<int> { public void Run(int i) { Console.Beep(); } } interface G<T> { void Run(T t); }", "G`1::Run, B => B::Run")]
    [InlineData("class B { public virtual void Run() { } } class C : B { public override void Run() { Console.Beep(); } }", "B::Run, C => C::Run")]
    [InlineData("abstract class B { public abstract int Value { get; } } class C : B { public override int Value { get { Console.Beep(); return 1; } } }", "B::get_Value, C => C::get_Value")]
    [InlineData("class B { public void Run() { Console.Beep(); } } class C : B, I { } interface I { void Run(); }", "I::Run, C => B::Run")]
    public void A_virtual_call_may_run_the_bodies_of_types_of_the_assembly(string source, string dispatch)
    {
        var facts = Sample.FactsOf(source);

        Assert.Contains(dispatch, DispatchesOf(facts));
        var type = Assert.Single(facts.Links.Dispatches.ToArray(), item => dispatch == Shown(facts, item)).Type;
        Assert.Contains(Enumerable.Range(0, facts.Places.Count), place => facts.Places[place].Method == ".ctor" && facts.Links.From(place).Contains(type));
    }

    [Theory]
    [InlineData("Task.Run(Body);", true)]
    [InlineData("Task.Run(() => Body());", true)]
    [InlineData("new Thread(Body).Start();", true)]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += Exit;", true)]
    [InlineData("Action run = Body; run();", true)]
    [InlineData("Invoke(Body);", true)]
    [InlineData("new Work(Body)();", true)]
    [InlineData("new Action(Body).DynamicInvoke();", true)]
    [InlineData("Kept = Body; Kept();", true)]
    [InlineData("var lazy = new Lazy<int>(Value); Console.WriteLine(lazy.Value);", true)]
    [InlineData("Body();", true)]
    [InlineData("Kept = Body;", false)]
    [InlineData("Keep(Body);", false)]
    [InlineData("Kept = Body; Func<int> other = null; other();", false)]
    [InlineData("new Dictionary<string, Action>().Add(\"x\", Body);", false)]
    [InlineData("_ = new Lazy<int>(Value);", false)]
    [InlineData("Kept += Body;", false)]
    public void What_a_delegate_holds_runs_where_delegates_of_its_type_are_run(string statements, bool runs)
    {
        var facts = Sample.FactsOf($$"""
            delegate void Work();
            static class A
            {
                static Action Kept;
                static void Start() { {{statements}} }
                static void Body() { Console.Beep(); }
                static int Value() { Body(); return 1; }
                static void Exit(object sender, EventArgs e) { Body(); }
                static void Keep(Action action) { Kept = action; }
                static void Invoke(Action action) { action(); }
            }
            """);

        Assert.Equal(runs, ReachedFrom(facts, "A::Start").Contains("A::Body"));
    }

    [Theory]
    [InlineData("Task.Run(() => Body());", false)]
    [InlineData("Task.Run(Body);", false)]
    [InlineData("Task.Run(() => Body(number));", false)]
    [InlineData("Task.Run(Kept);", true)]
    [InlineData("Task.Run(given);", true)]
    [InlineData("Kept = Body; Task.Run(Kept);", true)]
    [InlineData("Task.Run(Kept ?? Body);", true)]
    [InlineData("Task.Run(Kept ??= () => Body());", true)]
    [InlineData("Task.Run(number > 1 ? Kept : () => Body());", true)]
    [InlineData("Task.Run(number > 1 ? () => Body() : Kept);", true)]
    [InlineData("Parallel.Invoke(Body, Kept);", true)]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => Kept();", true)]
    [InlineData("Keep(Body); given();", true)]
    [InlineData("new Action(Body)();", false)]
    public void Who_runs_what_it_made_itself_runs_nothing_that_others_made(string statements, bool runsOthers)
    {
        var facts = Sample.FactsOf($$"""
            static class A
            {
                static Action Kept;
                static void Start(Action given, int number) { Other.Fill(); {{statements}} }
                static void Body() { Console.Write(1); }
                static void Body(int number) { Console.Write(number); }
                static void Keep(Action action) { Kept = action; }
            }

            static class Other
            {
                public static Action Filled;
                public static void Fill() { Filled = Act; }
                static void Act() { Console.Beep(); }
            }
            """);

        var reached = ReachedFrom(facts, "A::Start");
        Assert.Equal(runsOthers, reached.Contains("Other::Act"));
    }

    [Fact]
    public void The_address_of_a_method_is_a_use_of_it()
    {
        var facts = Sample.FactsOf("static unsafe class A { static void Start() { delegate*<void> run = &Body; run(); } static void Body() { Console.Beep(); } }");

        Assert.Contains("A::Start -> A::Body", LinksOf(facts));
    }

    [Fact]
    public void What_overrides_a_method_of_the_framework_is_linked_with_nothing()
    {
        var facts = Sample.FactsOf("class A { public override string ToString() { Console.Beep(); return \"\"; } } class B : IDisposable { public void Dispose() { Console.Beep(); } } static class C { public static void Run(object a, IDisposable b) { a.ToString(); b.Dispose(); } }");

        Assert.Empty(facts.Links.Dispatches.ToArray());
        Assert.DoesNotContain(LinksOf(facts), link => link.StartsWith("C::Run", StringComparison.Ordinal));
    }

    [Fact]
    public void Using_a_method_of_a_type_that_is_initialised_late_does_not_run_its_initialiser()
    {
        var facts = Sample.FactsOf("static class A { public static void Start() { B.Run(); } } static class B { static int Value = Environment.ProcessId; public static void Run() { Console.Beep(); } }");

        Assert.DoesNotContain(LinksOf(facts), link => link.EndsWith("B::.cctor", StringComparison.Ordinal));
    }

    [Fact]
    public void Referenced_assemblies_are_named()
    {
        var facts = Sample.FactsOf("class A { public void Run() { Console.Beep(); } }");

        Assert.Contains("System.Console", facts.Links.References.Select(reference => facts.Strings[reference]));
    }

    [Fact]
    public void Links_that_leave_the_places_or_lead_to_themselves_are_left_out()
    {
        var writer = new FactWriter();
        var first = writer.AddPlace(new Place("A", "M"));
        var second = writer.AddPlace(new Place("A", "N"));
        writer.AddLink(first, second);
        writer.AddLink(first, first);
        writer.AddLink(first, 7);
        writer.AddLink(-1, second);

        var links = writer.ToFacts().Links;

        Assert.Equal(1, links.Count);
        Assert.Equal([second], links.From(first).ToArray());
        Assert.Empty(links.From(second).ToArray());
        Assert.Empty(writer.ToFacts().Links.From(first).ToArray());
    }

    [Fact]
    public void Types_with_many_methods_of_one_name_end_in_a_problem_and_not_in_hours()
    {
        // 240 overloads of an interface, looked for in 60 classes: more comparisons than the budget has.
        var overloads = string.Concat(Enumerable.Range(0, 240).Select(number => $"void M({string.Join(", ", Enumerable.Range(0, 8).Select(bit => ((number >> bit) & 1) == 0 ? $"int a{bit}" : $"long a{bit}"))}); "));
        var bodies = string.Concat(Enumerable.Range(0, 240).Select(number => $"public virtual void M({string.Join(", ", Enumerable.Range(0, 8).Select(bit => ((number >> bit) & 1) == 0 ? $"int a{bit}" : $"long a{bit}"))}) {{ System.Console.Beep(); }} "));
        var types = string.Concat(Enumerable.Range(0, 60).Select(number => $"class C{number} : B, I {{ }} "));

        var facts = Sample.FactsOf($"interface I {{ {overloads} }} class B {{ {bodies} }} {types}");

        Assert.Contains(facts.Problems, problem => problem.Id == ProblemId.LimitSteps);
        Assert.False(facts.Complete);
    }

    // As the link step follows them, in the plainest way.
    private static HashSet<string> ReachedFrom(FileFacts facts, string start)
    {
        var reached = Enumerable.Range(0, facts.Places.Count).Where(place => Shown(facts, place) == start).ToHashSet();
        for (var before = 0; before != reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith(reached.SelectMany(point => facts.Links.From(point).ToArray()).ToArray());
            reached.UnionWith(facts.Links.Dispatches.ToArray().Where(dispatch => reached.Contains(dispatch.Slot) && reached.Contains(dispatch.Type)).Select(dispatch => dispatch.Body).ToArray());
        }

        return [.. reached.Where(point => point < facts.Places.Count).Select(place => Shown(facts, place))];
    }

    private static string[] LinksOf(FileFacts facts) =>
        [.. Enumerable.Range(0, facts.Places.Count).SelectMany(from => facts.Links.From(from).ToArray().Where(to => to < facts.Places.Count).Select(to => $"{Shown(facts, from)} -> {Shown(facts, to)}"))];

    private static string[] DispatchesOf(FileFacts facts) => [.. facts.Links.Dispatches.ToArray().Select(dispatch => Shown(facts, dispatch))];

    private static string Shown(FileFacts facts, Dispatch dispatch) => $"{Shown(facts, dispatch.Slot)}, {Shown(facts, dispatch.Type)} => {Shown(facts, dispatch.Body)}";

    private static string Shown(FileFacts facts, int place)
    {
        var shown = facts.Places[place];
        var name = shown.Method is null ? shown.Type! : $"{shown.Type}::{shown.Method}";
        return shown.Body is null ? name : $"{name} in {shown.Body}";
    }
}
