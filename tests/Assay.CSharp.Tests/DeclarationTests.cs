using Assay.Model;

namespace Assay.CSharp.Tests;

public sealed class DeclarationTests
{
    [Fact]
    public void Bases_interfaces_attributes_and_methods_are_stated()
    {
        var facts = Sample.FactsOf("""[Obsolete("old", true)] public class C : Stream, ICloneable { public object Clone() => null; public void Send(string mnemonic, int n) { } }""");

        Assert.Equal("C", facts.Single(FactKind.Base, "System.IO.Stream").Place!.Type);
        facts.Single(FactKind.Base, "System.ICloneable");
        Assert.Equal("\"old\", \"true\"", facts.Single(FactKind.Attribute, "System.ObsoleteAttribute").Arguments.Shown());
        Assert.Equal("\"mnemonic\", \"n\"", facts.Single(FactKind.Method, "Send").Arguments.Shown());
        facts.Single(FactKind.Type, "System.IO.Stream");
    }

    [Fact]
    public void A_called_native_function_is_a_call_of_library_and_function()
    {
        var facts = Sample.FactsOf("""
            public class C
            {
                const string Library = "ADVAPI32.DLL";
                [DllImport(Library, EntryPoint = "GetUserNameW")] static extern bool User(IntPtr buffer, ref int size);
                void M() { int n = 0; User(IntPtr.Zero, ref n); }
            }
            """);

        Assert.Equal("C", facts.Single(FactKind.PInvoke, "advapi32!GetUserName").Place!.Type);
        Assert.Equal("M", facts.Single(FactKind.Call, "advapi32!GetUserName").Place!.Method);
        Assert.DoesNotContain(facts.Of(FactKind.Attribute), fact => fact.Value.Contains("DllImport", StringComparison.Ordinal));
    }

    [Fact]
    public void Facts_lie_in_the_outermost_type_and_in_the_method_that_a_person_wrote()
    {
        var facts = Sample.FactsOf("""
            namespace N
            {
                public class Outer
                {
                    public class Inner { public async Task Async() { await Task.Yield(); File.Delete("async"); } }
                    public void Lambda() { Action a = () => File.Delete("lambda"); a(); }
                    public void Local() { void F() => File.Delete("local"); F(); }
                    string _field = File.ReadAllText("field"); static string s_field = File.ReadAllText("static");
                    public string P { get { File.Delete("get"); return ""; } set => File.Delete(value); }
                    public Outer() => File.Delete("constructor"); static Outer() => File.Delete("first use");
                    [ModuleInitializer] internal static void Init() => File.Delete("load");
                }
            }
            """);

        var places = facts.Of(FactKind.Call).Where(fact => fact.Value.StartsWith("System.IO.File::", StringComparison.Ordinal)).ToDictionary(fact => fact.Arguments!.Items[0].Value!, fact => fact.Place!);

        Assert.Equal(new Place("N.Outer", "Inner.Async", "N.Outer+Inner::Async"), places["async"]);
        Assert.Equal(new Place("N.Outer", "Lambda"), places["lambda"]);
        Assert.Equal(new Place("N.Outer", "Local"), places["local"]);
        Assert.Equal(new Place("N.Outer", ".ctor"), places["field"]);
        Assert.Equal(new Place("N.Outer", ".cctor") { Surface = Surface.FirstUse }, places["static"]);
        Assert.Equal(new Place("N.Outer", "get_P"), places["get"]);
        Assert.Equal(new Place("N.Outer", "set_P"), places["P"]);
        Assert.Equal(new Place("N.Outer", ".ctor"), places["constructor"]);
        Assert.Equal(new Place("N.Outer", ".cctor") { Surface = Surface.FirstUse }, places["first use"]);
        Assert.Equal(new Place("N.Outer", "Init") { Surface = Surface.Load }, places["load"]);
    }

    [Fact]
    public void A_fact_says_its_line_and_column()
    {
        var fact = Sample.FactsOfText("class C\n{\n    void M() => System.IO.File.Delete(\"x\");\n}").Single(FactKind.Call, "System.IO.File::Delete");

        Assert.Equal((PositionKind.LineColumn, 3, 32), (fact.PositionKind, fact.Position, fact.Column));
    }

    [Theory]
    [InlineData("[DllImport(\"user32.dll\")] public static extern bool ShowWindow(IntPtr h, int n);", FactKind.PInvoke, "user32!ShowWindow")]
    [InlineData("public static void Go() { System.IO.File.Delete(\"x\"); }", FactKind.Call, "System.IO.File::Delete")]
    [InlineData("System.IO.File.Delete(\"x\"); return true;", FactKind.Call, "System.IO.File::Delete")]
    [InlineData("File.Delete(\"x\");", FactKind.Call, "System.IO.File::Delete")]
    [InlineData("public string Name { get; set; } public override bool Execute() { Log.LogMessage(\"x\"); File.Delete(Name); return true; }", FactKind.Call, "System.IO.File::Delete")]
    public void A_piece_of_source_is_read_like_a_file(string source, FactKind kind, string value) => Sample.FactsOfText(source).Single(kind, value);

    [Fact]
    public void The_code_of_every_branch_of_a_condition_is_read()
    {
        var facts = Sample.FactsOf("""
            class C
            {
                void M()
                {
            #if NETFRAMEWORK
                    File.Delete("one");
            #else
                    File.Delete("two");
            #endif
                }
            }
            """);

        Assert.Equal(["one", "two"], facts.Of(FactKind.String).Select(fact => fact.Value));
    }

    [Fact]
    public void Broken_code_loses_only_what_is_broken()
    {
        var facts = Sample.FactsOf("class C { void A() { File.Delete(\"a\" ; } void B() { File.Delete(\"b\"); ) } void D() { File.Delete(\"d\"); } ");

        Assert.Superset(new HashSet<string> { "a", "b", "d" }, facts.Of(FactKind.String).Select(fact => fact.Value).ToHashSet());
    }
}
