using Assay.Model;

namespace Assay.DotNet.Tests;

public sealed class CallFactsTests
{
    [Fact]
    public void A_call_carries_its_constant_arguments_and_its_place()
    {
        var facts = Sample.FactsOf("namespace N { public class C { public void M() { File.WriteAllText(\"a.txt\", \"content\"); } } }");

        var call = facts.Single(FactKind.Call, "System.IO.File::WriteAllText");

        Assert.Equal("\"a.txt\", \"content\"", call.Arguments.Shown());
        Assert.Equal(new Place("N.C", "M"), call.Place);
        Assert.Equal((PositionKind.IlOffset, 10), (call.PositionKind, call.Position));
    }

    [Fact]
    public void A_construction_is_a_new_fact_and_its_result_is_the_receiver_of_the_next_call()
    {
        var facts = Sample.FactsOfStatements("new TcpListener(IPAddress.Any, 8080).Start();");

        Assert.Equal("result System.Net.IPAddress::Any, \"8080\"", facts.Single(FactKind.New, "System.Net.Sockets.TcpListener").Arguments.Shown());
        Assert.Equal("this=result System.Net.Sockets.TcpListener", facts.Single(FactKind.Call, "System.Net.Sockets.TcpListener::Start").Arguments.Shown());
    }

    [Fact]
    public void Parameters_are_named_and_the_receiver_is_this()
    {
        var facts = Sample.FactsOf("public class C { byte[] Read(string path) => File.ReadAllBytes(path); }");

        Assert.Equal("parameter path", facts.Single(FactKind.Call, "System.IO.File::ReadAllBytes").Arguments.Shown());
    }

    [Fact]
    public void A_value_that_differs_by_branch_is_unknown_and_its_neighbours_stay_known()
    {
        var facts = Sample.FactsOf("public class C { void M(bool b) => File.WriteAllText(\"kept\", b ? \"one\" : \"two\"); }");

        Assert.Equal("\"kept\", ?", facts.Single(FactKind.Call, "System.IO.File::WriteAllText").Arguments.Shown());
    }

    [Fact]
    public void A_local_counts_as_constant_only_when_one_instruction_writes_it()
    {
        var facts = Sample.FactsOf("""
            public class C
            {
                void Once(bool b) { var s = "once"; if (b) Console.Beep(); File.Delete(s); Directory.Delete(s); }
                void Twice(bool b) { var s = "first"; if (b) s = "second"; File.Exists(s); Directory.Exists(s); }
            }
            """);

        Assert.Equal("\"once\"", facts.Single(FactKind.Call, "System.IO.File::Delete").Arguments.Shown());
        Assert.Equal("?", facts.Single(FactKind.Call, "System.IO.File::Exists").Arguments.Shown());
    }

    [Fact]
    public void A_local_changed_through_its_address_comes_from_who_changed_it()
    {
        var facts = Sample.FactsOf("public class C { static void F(ref string s) => s = null; void M() { var s = \"a\"; F(ref s); File.Delete(s); } }");

        Assert.Equal("result C::F", facts.Single(FactKind.Call, "System.IO.File::Delete").Arguments.Shown());
    }

    [Theory]
    [InlineData("File.Delete(string.Concat(\"a\", \"b\", \"c\"));", "folded \"abc\"")]
    [InlineData("File.Delete(string.Concat(new[] { \"a\", \"b\", \"c\", \"d\", \"e\" }));", "folded \"abcde\"")]
    [InlineData("File.Delete(string.Format(\"{0}:{1}\", \"host\", 80));", "folded \"host:80\"")]
    [InlineData("File.Delete(string.Format(\"{{{0}}}\", \"x\"));", "folded \"{x}\"")]
    [InlineData("File.Delete(string.Format(\"{0:X}\", 80));", "result System.String::Format")]
    [InlineData("File.Delete(Path.Combine(\"/etc\", \"hosts\"));", "folded \"/etc/hosts\"")]
    [InlineData("var a = \"x\"; var b = \"y\"; File.Delete(a + b);", "folded \"xy\"")]
    [InlineData("File.Delete(string.Concat(\"a\", input));", "result System.String::Concat")]
    public void Texts_are_folded_only_when_every_part_is_constant(string statements, string expected)
    {
        // A synchronous method: in an async one locals may become fields of the state machine.
        var facts = Sample.FactsOf("public class C { void M(string input) { " + statements + " } }");

        Assert.Equal(expected, facts.Single(FactKind.Call, "System.IO.File::Delete").Arguments.Shown());
    }

    [Fact]
    public void How_many_arguments_a_call_has_is_said_even_when_none_is_known()
    {
        var facts = Sample.FactsOf("public class C { string _h; int _p; void M() { new TcpClient(_h.Trim(), _p + _p); } }");

        Assert.Equal(2, facts.Single(FactKind.New, "System.Net.Sockets.TcpClient").Arguments!.Items.Length);
    }

    [Fact]
    public void Arrays_of_constants_are_shown_whole()
    {
        var facts = Sample.FactsOf("public class C { void M() => File.AppendAllLines(\"f\", new[] { \"a\", \"b\" }); }");

        Assert.Equal("\"f\", folded \"[a, b]\"", facts.Single(FactKind.Call, "System.IO.File::AppendAllLines").Arguments.Shown());
    }

    [Fact]
    public void Closures_state_machines_and_local_functions_count_to_the_method_that_holds_them()
    {
        var facts = Sample.FactsOf("""
            namespace N
            {
                public class Outer
                {
                    public class Inner { public async Task Async() { await Task.Yield(); File.Delete("async"); } }
                    public void Lambda() { Action a = () => File.Delete("lambda"); a(); }
                    public void Local() { void F() => File.Delete("local"); F(); }
                    public IEnumerable<int> Iterate() { File.Delete("iterator"); yield return 1; }
                }
            }
            """);

        var places = facts.Of(FactKind.Call).Where(fact => fact.Value == "System.IO.File::Delete").ToDictionary(fact => fact.Arguments!.Items[0].Value!, fact => fact.Place!);

        Assert.Equal(("N.Outer", "Inner.Async"), (places["async"].Type, places["async"].Method));
        Assert.Matches("^N\\.Outer\\+Inner\\+<Async>d__.*::MoveNext$", places["async"].Body);
        Assert.Equal(("N.Outer", "Lambda"), (places["lambda"].Type, places["lambda"].Method));
        Assert.Equal(("N.Outer", "Local"), (places["local"].Type, places["local"].Method));
        Assert.Equal(("N.Outer", "Iterate"), (places["iterator"].Type, places["iterator"].Method));
    }

    [Fact]
    public void A_called_native_function_is_a_call_of_library_and_function()
    {
        var facts = Sample.FactsOf("""
            public class C
            {
                [DllImport("C:\\x\\ADVAPI32.DLL", EntryPoint = "GetUserNameW")] static extern bool User(IntPtr buffer, ref int size);
                void M() { int n = 0; User(IntPtr.Zero, ref n); }
            }
            """);

        Assert.Equal("C", facts.Single(FactKind.PInvoke, "advapi32!GetUserName").Place!.Type);
        Assert.Equal("M", facts.Single(FactKind.Call, "advapi32!GetUserName").Place!.Method);
    }

    [Fact]
    public void Generic_members_are_named_by_their_definition()
    {
        var facts = Sample.FactsOf("public class C { void M() { new List<string>().Add(\"x\"); Array.Empty<int>(); } }");

        Assert.Equal("this=result System.Collections.Generic.List`1, \"x\"", facts.Single(FactKind.Call, "System.Collections.Generic.List`1::Add").Arguments.Shown());
        facts.Single(FactKind.Call, "System.Array::Empty");
    }

    [Fact]
    public void A_method_group_is_a_call_of_the_method_it_names()
    {
        var facts = Sample.FactsOf("public class C { Func<string, byte[]> M() => File.ReadAllBytes; }");

        facts.Single(FactKind.Call, "System.IO.File::ReadAllBytes");
    }

    [Fact]
    public void A_handler_starts_with_an_unknown_exception_and_code_after_it_is_still_read()
    {
        var facts = Sample.FactsOf("""
            public class C { void M(bool b) { try { File.Delete("in try"); } catch (Exception e) when (e.Message == "m") { File.Delete("in catch"); } finally { File.Delete("in finally"); } } }
            """);

        Assert.Equal(["in try", "in catch", "in finally"], facts.Of(FactKind.Call).Where(f => f.Value == "System.IO.File::Delete").Select(f => f.Arguments!.Items[0].Value!));
    }

    [Fact]
    public void A_constant_of_one_method_never_shows_in_another()
    {
        // Debug code: the loop's body stands before the only store of its local.
        var image = Assay.TestInputs.CSharpSample.Compile("""
            using System.IO;
            public class C
            {
                void First() { string s = "first"; File.Delete(s); }
                void Second(TextReader r) { string line; while ((line = r.ReadLine()) != null) File.Delete(line); }
            }
            """, optimization: Microsoft.CodeAnalysis.OptimizationLevel.Debug);

        Assert.Equal(["\"first\"", "?"], Sample.FactsOf(image).Of(FactKind.Call).Where(fact => fact.Value == "System.IO.File::Delete").Select(fact => fact.Arguments.Shown()));
    }

    [Theory]
    [InlineData("File.Delete(string.Format(\"{0}{1}\", 'c', true));")]
    [InlineData("var a = new string[1]; if (input == null) a[0] = \"x\"; else a[0] = \"y\"; File.Delete(string.Concat(a));")]
    [InlineData("input = System.Environment.MachineName; File.Delete(input);")]
    public void What_is_not_sure_is_not_stated_as_a_constant_or_a_parameter(string statements)
    {
        var facts = Sample.FactsOf("public class C { void M(string input) { " + statements + " } }");

        Assert.DoesNotContain(facts.Single(FactKind.Call, "System.IO.File::Delete").Arguments!.Items.ToArray(), argument => argument.IsConstant || argument.Derivation == Derivation.Parameter);
    }

    [Fact]
    public void A_rooted_segment_starts_a_combined_path_anew()
    {
        var facts = Sample.FactsOf("public class C { void M() => File.Delete(Path.Combine(\"/tmp/x\", \"/etc/passwd\")); }");

        Assert.Equal("folded \"/etc/passwd\"", facts.Single(FactKind.Call, "System.IO.File::Delete").Arguments.Shown());
    }

    [Fact]
    public void A_date_that_is_constructed_in_place_is_stated()
    {
        var facts = Sample.FactsOf("public class C { bool M() { var d = new DateTime(2027, 8, 8); return DateTime.Now > d && d.Year > 3; } }");

        Assert.Equal("2027-08-08T00:00:00", Assert.Single(facts.Of(FactKind.Date)).Value);
    }

    [Fact]
    public void Constant_dates_become_date_facts()
    {
        var facts = Sample.FactsOf("public class C { bool M() => DateTime.Now > new DateTime(2027, 8, 8, 10, 30, 0); }");

        Assert.Equal("2027-08-08T10:30:00", Assert.Single(facts.Of(FactKind.Date)).Value);
    }
}
