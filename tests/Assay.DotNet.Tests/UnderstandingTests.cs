using Assay.Model;

namespace Assay.DotNet.Tests;

public sealed class UnderstandingTests
{
    [Theory]
    [InlineData("Process.Start(\"C:\\\\Windows\\\\CMD.exe\", \"/c del \\\"a b\\\"\");", "cmd", "\"/c\", \"del\", \"a b\"")]
    [InlineData("Process.Start(new ProcessStartInfo(\"powershell\") { Arguments = \"-nop -c x\", CreateNoWindow = true });", "powershell", "\"-nop\", \"-c\", \"x\", hidden=\"true\"")]
    [InlineData("var p = new Process(); p.StartInfo.FileName = \"net.exe\"; p.StartInfo.Verb = \"runas\"; p.Start();", "net", "elevated=\"true\"")]
    [InlineData("Process.Start(\"git\", input);", "git", "?")]
    public void A_process_start_names_program_and_tokens(string statements, string program, string arguments)
    {
        var facts = Sample.FactsOf("public class C { void M(string input) { " + statements + " } }");

        Assert.Equal(arguments, facts.Single(FactKind.Process, program).Arguments.Shown());
    }

    [Theory]
    [InlineData("var info = new ProcessStartInfo(\"tool\"); info.Arguments = \"x\";", 0)]
    [InlineData("var info = new ProcessStartInfo(\"tool\"); Start(info);", 1)]
    public void A_description_that_nobody_gets_is_no_process(string statements, int count)
    {
        var facts = Sample.FactsOf("public class C { static void Start(ProcessStartInfo i) { } void M() { " + statements + " } }");

        Assert.Equal(count, facts.Of(FactKind.Process).Count());
    }

    [Theory]
    [InlineData("var p = new ProcessStartInfo(\"powershell\", \"-enc AAAA\"); Process.Start(p); p.FileName = \"\";", new[] { "powershell" })]
    [InlineData("var p = new ProcessStartInfo(\"a\"); Process.Start(p); p.FileName = \"b\"; Process.Start(p);", new[] { "a", "b" })]
    [InlineData("var p = new ProcessStartInfo(); if (input == null) p.FileName = \"cmd.exe\"; else p.FileName = \"bash\"; Process.Start(p);", new[] { "cmd", "bash" })]
    [InlineData("var p = new Process(); p.StartInfo.FileName = \"a\"; p.Start(); var q = new Process(); q.StartInfo.FileName = \"b\"; q.Start();", new[] { "a", "b" })]
    public void A_later_assignment_does_not_hide_what_was_started(string statements, string[] programs)
    {
        var facts = Sample.FactsOf("public class C { void M(string input) { " + statements + " } }");

        Assert.Equal(programs, facts.Of(FactKind.Process).Select(fact => fact.Value).Distinct());
    }

    [Fact]
    public void Arguments_of_a_list_are_known_to_exist()
    {
        var facts = Sample.FactsOf("public class C { void M() { var p = new ProcessStartInfo(\"pwsh\"); p.ArgumentList.Add(\"-enc\"); Process.Start(p); } }");

        Assert.Equal("?", facts.Single(FactKind.Process, "pwsh").Arguments.Shown());
    }

    [Fact]
    public void A_process_whose_program_is_unknown_gives_no_process_fact()
    {
        var facts = Sample.FactsOf("public class C { void M(string input) { Process.Start(input, \"-x\"); } }");

        Assert.Empty(facts.Of(FactKind.Process));
        facts.Single(FactKind.Call, "System.Diagnostics.Process::Start");
    }

    [Fact]
    public void Registry_keys_are_followed_from_the_hive_to_the_value()
    {
        var facts = Sample.FactsOf("""
            public class C { void M() { var key = Registry.CurrentUser.OpenSubKey(@"Software\Run", true); key.SetValue("name", "x"); Registry.SetValue(@"HKEY_LOCAL_MACHINE\Software\Y", "v", 1); } }
            """);

        Assert.Equal(
            [("HKCU\\Software\\Run", "access=\"read\""), ("HKCU\\Software\\Run", "access=\"write\", name=\"name\""), ("HKLM\\Software\\Y", "access=\"write\", name=\"v\"")],
            facts.Of(FactKind.Registry).Select(fact => (fact.Value, fact.Arguments.Shown())));
    }

    [Fact]
    public void Repeated_separators_of_a_registry_path_are_one()
    {
        var facts = Sample.FactsOf(@"public class C { void M() => Registry.CurrentUser.OpenSubKey(""Software\\\\Run"", true).SetValue(""x"", ""y""); }");

        Assert.All(facts.Of(FactKind.Registry), fact => Assert.Equal(@"HKCU\Software\Run", fact.Value));
    }

    [Theory]
    [InlineData("File.WriteAllText(@\"C:\\a\\b\", \"\");", "C:/a/b", "write")]
    [InlineData("File.ReadAllText(\"/etc/passwd\");", "/etc/passwd", "read")]
    [InlineData("Directory.CreateDirectory(\"x\");", "x", "create")]
    public void Constant_paths_say_how_they_are_used(string statement, string path, string access)
    {
        var facts = Sample.FactsOf("public class C { void M() { " + statement + " } }");

        Assert.Equal($"access=\"{access}\"", facts.Single(FactKind.Path, path).Arguments.Shown());
    }
}
