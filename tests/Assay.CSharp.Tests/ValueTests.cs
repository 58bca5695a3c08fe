using Assay.Model;

namespace Assay.CSharp.Tests;

public sealed class ValueTests
{
    [Theory]
    [InlineData("File.Delete(\"a\" + \"b\");", "\"ab\"")]
    [InlineData("const string a = \"x\"; File.Delete(a + \"y\");", "\"xy\"")]
    [InlineData("File.Delete(Constants.Name + 1);", "\"n1\"")]
    [InlineData("var a = \"x\"; var b = \"y\"; File.Delete(a + b);", "folded \"xy\"")]
    [InlineData("var a = \"x\"; File.Delete($\"{a}/y\");", "folded \"x/y\"")]
    [InlineData("File.Delete($\"a{\"b\"}\");", "\"ab\"")]
    [InlineData("File.Delete(nameof(input));", "\"input\"")]
    [InlineData("File.Delete(string.Format(\"{0}:{1}\", \"host\", 80));", "folded \"host:80\"")]
    [InlineData("File.Delete(string.Concat(new[] { \"a\", \"b\", \"c\" }));", "folded \"abc\"")]
    [InlineData("File.Delete(Path.Combine(\"/tmp/x\", \"/etc/passwd\"));", "folded \"/etc/passwd\"")]
    [InlineData("File.Delete(input);", "parameter input")]
    [InlineData("File.Delete(input + \"x\");", "result System.String::Concat")]
    [InlineData("File.Delete(Environment.MachineName);", "result System.Environment::get_MachineName")]
    [InlineData("var s = \"a\"; if (input == null) s = \"b\"; File.Delete(s);", "?")]
    [InlineData("var s = \"a\"; Change(ref s); File.Delete(s);", "result C::Change")]
    [InlineData("input = \"a\"; File.Delete(input);", "?")]
    [InlineData("if (input == null) input = \"a\"; File.Delete(input);", "?")]
    [InlineData("File.Delete(input == null ? \"a\" : \"b\");", "?")]
    public void Arguments_say_how_their_value_is_known(string statements, string expected)
    {
        var facts = Sample.FactsOf("static class Constants { public const string Name = \"n\"; } public class C { void Change(ref string s) { } void M(string input) { " + statements + " } }");

        Assert.Equal(expected, facts.Single(FactKind.Call, "System.IO.File::Delete").Arguments.Shown());
    }

    [Fact]
    public void Enumerations_flags_and_booleans_are_numbers()
    {
        var facts = Sample.FactsOf("enum E { A, B = 4, C } class C { void M(Socket s) { s.Bind(null); Thread.Sleep((int)E.C); new Socket(SocketType.Dgram, ProtocolType.Udp); s.Shutdown(SocketShutdown.Both); GC.Collect(1 | 2, GCCollectionMode.Forced, true); } }");

        Assert.Equal("\"5\"", facts.Single(FactKind.Call, "System.Threading.Thread::Sleep").Arguments.Shown());
        Assert.Equal("\"2\", \"17\"", facts.Single(FactKind.New, "System.Net.Sockets.Socket").Arguments.Shown());
        Assert.Equal("\"3\", \"1\", \"1\"", facts.Single(FactKind.Call, "System.GC::Collect").Arguments.Shown());
    }

    [Fact]
    public void Texts_are_stated_where_they_become_instructions()
    {
        var facts = Sample.FactsOfStatements("var a = \"one\" + \"two\"; if (input == \"three\") File.Delete($\"four{a}\"); switch (input) { case \"five\": break; }");

        Assert.Equal(["onetwo", "three", "four", "five"], facts.Of(FactKind.String).Select(fact => fact.Value));
    }

    [Theory]
    [InlineData("Process.Start(\"C:\\\\Windows\\\\CMD.exe\", \"/c del \\\"a b\\\"\");", "cmd", "\"/c\", \"del\", \"a b\"")]
    [InlineData("Process.Start(new ProcessStartInfo(\"powershell\") { Arguments = \"-nop -c x\", CreateNoWindow = true });", "powershell", "\"-nop\", \"-c\", \"x\", hidden=\"true\"")]
    [InlineData("var p = new Process(); p.StartInfo.FileName = \"net.exe\"; p.StartInfo.Verb = \"runas\"; p.Start();", "net", "elevated=\"true\"")]
    [InlineData("var p = new Process { StartInfo = { FileName = \"net.exe\", WindowStyle = ProcessWindowStyle.Hidden } }; p.Start();", "net", "hidden=\"true\"")]
    [InlineData("Process.Start(\"git\", input);", "git", "?")]
    public void A_process_start_names_program_and_tokens(string statements, string program, string arguments) =>
        Assert.Equal(arguments, Sample.FactsOfStatements(statements).Single(FactKind.Process, program).Arguments.Shown());

    [Theory]
    [InlineData("var info = new ProcessStartInfo(\"tool\"); info.Arguments = \"x\";", 0)]
    [InlineData("var info = new ProcessStartInfo(\"tool\"); Start(info);", 1)]
    public void A_description_that_nobody_gets_is_no_process(string statements, int count) =>
        Assert.Equal(count, Sample.FactsOf("public class C { static void Start(ProcessStartInfo i) { } void M() { " + statements + " } }").Of(FactKind.Process).Count());

    [Fact]
    public void Registry_keys_are_followed_from_the_hive_to_the_value()
    {
        var facts = Sample.FactsOfStatements("""var key = Registry.CurrentUser.OpenSubKey(@"Software\\Run", true); key.SetValue("name", "x"); Registry.SetValue(@"HKEY_LOCAL_MACHINE\Software\Y", "v", 1);""");

        Assert.Equal(
            [("HKCU\\Software\\Run", "access=\"read\""), ("HKCU\\Software\\Run", "access=\"write\", name=\"name\""), ("HKLM\\Software\\Y", "access=\"write\", name=\"v\"")],
            facts.Of(FactKind.Registry).Select(fact => (fact.Value, fact.Arguments.Shown())));
    }

    [Fact]
    public void Dates_and_paths_of_constants_are_stated()
    {
        var facts = Sample.FactsOfStatements("var late = DateTime.Now > new DateTime(2027, 8, 8); File.WriteAllText(@\"C:\\a\\b\", \"\");");

        Assert.Equal("2027-08-08T00:00:00", Assert.Single(facts.Of(FactKind.Date)).Value);
        Assert.Equal("access=\"write\"", facts.Single(FactKind.Path, "C:/a/b").Arguments.Shown());
    }

    [Fact]
    public void A_long_concatenation_and_a_long_chain_are_read_to_their_end()
    {
        var sum = string.Join(" + ", Enumerable.Range(0, 20_000).Select(i => $"\"{i % 10}\""));
        var chain = string.Concat(Enumerable.Range(0, 5_000).Select(i => ".Append(\"x\")"));
        var facts = Sample.FactsOfStatements($"File.Delete({sum}); new System.Text.StringBuilder(){chain}.ToString();");

        Assert.Equal(20_000, facts.Single(FactKind.Call, "System.IO.File::Delete").Arguments!.Items[0].Value!.Length);
        Assert.Equal(5_000, facts.Of(FactKind.Call).Count(fact => fact.Value == "System.Text.StringBuilder::Append"));
        Assert.Empty(facts.Problems);
    }
}
