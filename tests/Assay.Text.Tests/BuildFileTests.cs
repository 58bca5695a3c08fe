using System.Text;
using Assay.Model;

namespace Assay.Text.Tests;

public sealed class BuildFileTests
{
    [Fact]
    public void A_target_is_a_place_with_its_order_and_condition()
    {
        var facts = Analyze("""
            <Project>
              <Target Name="First" />
              <Target Name="Second" BeforeTargets="Build" DependsOnTargets="First" Condition="false"><Message Text="a" /></Target>
            </Project>
            """).Facts;

        var target = Single(facts, FactKind.Task, "Target", "Second");
        Assert.Equal(("Second", "/Project/Target[2]"), (target.Place!.Type, target.Place.XPath));
        Assert.Equal((3, 4), (target.Position, target.Column));
        Assert.Equal(("Build", "First", "false"), (target.Arguments!["BeforeTargets"], target.Arguments["DependsOnTargets"], target.Arguments["Condition"]));
        Assert.Equal("a", Single(facts, FactKind.Task, "Message", "Second").Arguments!["Text"]);
    }

    [Fact]
    public void Every_UsingTask_is_stated_with_its_attributes_and_place()
    {
        var facts = Analyze("""
            <Project>
              <PropertyGroup><X>$(MSBuildThisFileDirectory)tasks/</X></PropertyGroup>
              <UsingTask TaskName="A" AssemblyFile="$(X)a.dll" />
            </Project>
            """).Facts;

        var task = Single(facts, FactKind.Task, "UsingTask");
        Assert.Equal((3, 4), (task.Position, task.Column));
        Assert.Equal("$(MSBuildThisFileDirectory)tasks/a.dll", task.Arguments!["AssemblyFile"]);
        Assert.Equal(("task", "A"), (Single(facts, FactKind.Include, "$(MSBuildThisFileDirectory)tasks/a.dll").Arguments!["how"], Single(facts, FactKind.Include, "$(MSBuildThisFileDirectory)tasks/a.dll").Arguments!["task"]));
    }

    [Fact]
    public void A_fragment_becomes_the_body_of_a_class_and_runs_with_the_target_that_uses_it()
    {
        var (code, facts) = Analyze("""
            <Project>
              <UsingTask TaskName="Sample.Fetch" TaskFactory="RoslynCodeTaskFactory" AssemblyFile="$(MSBuildToolsPath)\x.dll">
                <ParameterGroup><Url ParameterType="System.String" /></ParameterGroup>
                <Task><Reference Include="System.Net" /><Using Namespace="System.Net" /><Code Type="Fragment" Language="cs"><![CDATA[var a = Url;
            return a < "b";]]></Code></Task>
              </UsingTask>
              <Target Name="Other" />
              <Target Name="Use"><Fetch Url="x" /></Target>
            </Project>
            """);

        var task = Assert.Single(code);
        Assert.Equal(("Fetch#1.cs", "inline task of line 4", "Use"), (task.Name, task.How, facts.Places[task.HostPlace].Type));
        var lines = Encoding.UTF8.GetString(task.Bytes.Span).Split('\n');
        Assert.StartsWith("using System; ", lines[0], StringComparison.Ordinal);
        Assert.Contains("using System.Net; public class Fetch : Task { public System.String Url { get; set; } public override bool Execute() { var a = Url;", lines[0], StringComparison.Ordinal);
        Assert.Equal("return a < \"b\";", lines[1]);
        Assert.Equal(["System.Net", "System.Net"], Single(facts, FactKind.Task, "UsingTask").Arguments!.Items.ToArray().Where(argument => argument.Name is "Using" or "Reference").Select(argument => argument.Value));
    }

    [Theory]
    [InlineData("Class", "cs", "class A { }", "T#1.cs", "class A { }")]
    [InlineData("Method", "cs", "int F() => 1;", "T#1.cs", "public class T : Task { int F() => 1;\n}")]
    [InlineData("Fragment", "vb", "Dim a = 1", "T#1.vb", "Dim a = 1")]
    [InlineData("", "js", "var a;", "T#1.js", "var a;")]
    public void Code_of_each_kind_is_kept_as_source_of_its_language(string type, string language, string code, string name, string ending)
    {
        var (derived, facts) = Analyze($"""<Project><UsingTask TaskName="T" TaskFactory="CodeTaskFactory"><Task><Code Type="{type}" Language="{language}">{code}</Code></Task></UsingTask></Project>""");

        var task = Assert.Single(derived);
        Assert.Equal((name, FactRecord.None), (task.Name, task.HostPlace));
        Assert.EndsWith(ending, Encoding.UTF8.GetString(task.Bytes.Span), StringComparison.Ordinal);
        Assert.Empty(facts.Problems);
    }

    [Fact]
    public void A_source_file_and_a_script_of_another_factory_are_found()
    {
        var (derived, facts) = Analyze("""
            <Project>
              <UsingTask TaskName="A" TaskFactory="RoslynCodeTaskFactory"><Task><Code Source="$(MSBuildThisFileDirectory)a.cs" /></Task></UsingTask>
              <UsingTask TaskName="B" TaskFactory="WindowsPowershellTaskFactory"><Task><![CDATA[Write-Output 1]]></Task></UsingTask>
            </Project>
            """);

        Assert.Equal("source", Single(facts, FactKind.Include, "$(MSBuildThisFileDirectory)a.cs").Arguments!["how"]);
        Assert.Equal(("B#1.ps1", "Write-Output 1"), (Assert.Single(derived).Name, Encoding.UTF8.GetString(derived[0].Bytes.Span)));
    }

    [Fact]
    public void Tasks_state_the_paths_and_URLs_that_they_name()
    {
        var facts = Analyze("""
            <Project>
              <ItemGroup><Hook Include="a\pre-commit;a\post-commit" /></ItemGroup>
              <Target Name="T">
                <PropertyGroup><Host>host.example</Host></PropertyGroup>
                <DownloadFile SourceUrl="https://$(Host)/a.zip" DestinationFolder="$(TEMP)\x" />
                <WriteLinesToFile File="$(SolutionDir)Directory.Build.targets" Lines="a%3Bb" />
                <Copy SourceFiles="@(Hook)" DestinationFolder="$(SolutionDir).git\hooks" />
                <Delete Files="$(Unknown);b%2Etxt" />
                <Unzip SourceFiles="c.zip" DestinationFolder="d" />
              </Target>
            </Project>
            """).Facts;

        Assert.Equal(
            [("$(TEMP)/x/a.zip", "write"), ("$(SolutionDir)Directory.Build.targets", "write"), ("a/pre-commit", "read"), ("a/post-commit", "read"),
                ("$(SolutionDir).git/hooks/pre-commit", "write"), ("$(SolutionDir).git/hooks/post-commit", "write"), ("b.txt", "delete"), ("c.zip", "read"), ("d", "create")],
            All(facts, FactKind.Path).Select(fact => (fact.Value, fact.Arguments!["access"]!)));
        var url = Single(facts, FactKind.Url, "https://host.example/a.zip");
        Assert.Equal((Derivation.Folded, "T", "code"), (url.Derivation, url.Place!.Type, url.Arguments!["role"]));
        Assert.Equal("a;b", Single(facts, FactKind.Task, "WriteLinesToFile").Arguments!["Lines"]);
    }

    [Theory]
    [InlineData("$([System.IO.File]::ReadAllText('$(A)'))", "System.IO.File::ReadAllText", "x.txt")]
    [InlineData("$([system.io.file]::readalltext(`$(A)`))", "System.IO.File::ReadAllText", "x.txt")]
    [InlineData("$([System.Environment]::GetFolderPath(SpecialFolder.ApplicationData))", "System.Environment::GetFolderPath", "26")]
    [InlineData("$([MSBuild]::GetRegistryValue('HKEY_CURRENT_USER\\Software\\X', 'Y'))", "Microsoft.Build.Evaluation.IntrinsicFunctions::GetRegistryValue", "HKEY_CURRENT_USER\\Software\\X")]
    [InlineData("$([System.Diagnostics.Process]::Start('a', 'b'))", "System.Diagnostics.Process::Start", "a")]
    [InlineData("$([System.Text.RegularExpressions.Regex]::Replace($([System.IO.File]::ReadAllText('c')), 'a', 'b'))", "System.IO.File::ReadAllText", "c")]
    public void A_property_function_is_a_call_with_its_arguments_wherever_it_stands(string expression, string member, string argument)
    {
        foreach (var project in new[]
        {
            $"""<Project><PropertyGroup><A>x.txt</A><B>{expression}</B></PropertyGroup></Project>""",
            $"""<Project><PropertyGroup><A>x.txt</A></PropertyGroup><Target Name="T" Condition="'{expression}' == 'a'" /></Project>""",
            $"""<Project><PropertyGroup><A>x.txt</A></PropertyGroup><Target Name="T"><Message Text="{expression}" /></Target></Project>""",
        })
        {
            var call = Single(Analyze(project).Facts, FactKind.Call, member);
            Assert.Equal((argument, "property-function"), (call.Arguments!.Items[0].Value, call.Arguments["how"]));
        }
    }

    [Fact]
    public void Registry_values_are_read_by_both_of_their_forms()
    {
        var facts = Analyze("""<Project><PropertyGroup><A>$(Registry:HKEY_LOCAL_MACHINE\Software\X@Y)</A><B>$([MSBuild]::GetRegistryValue('HKEY_CURRENT_USER\Software\X', 'Z'))</B></PropertyGroup></Project>""").Facts;

        Assert.Equal([("HKLM\\Software\\X", "Y"), ("HKCU\\Software\\X", "Z")], All(facts, FactKind.Registry).Select(fact => (fact.Value, fact.Arguments!["name"]!)));
    }

    [Fact]
    public void Imports_SDKs_analyzers_and_sources_are_included()
    {
        var facts = Analyze("""
            <Project Sdk="Contoso.Sdk/1.0;Other.Sdk">
              <Sdk Name="Third.Sdk" />
              <ImportGroup><Import Project="$(MSBuildThisFileDirectory)..\a.targets" Condition="'$(X)' != ''" /></ImportGroup>
              <Import Project="Sdk.props" Sdk="Fourth.Sdk" />
              <ItemGroup><Analyzer Include="a.dll" /><Compile Include="b.cs;c.cs" /></ItemGroup>
            </Project>
            """).Facts;

        Assert.Equal(
            [("Contoso.Sdk/1.0", "sdk"), ("Other.Sdk", "sdk"), ("Third.Sdk", "sdk"), ("$(MSBuildThisFileDirectory)../a.targets", "project"), ("Sdk.props", "project"), ("Fourth.Sdk", "sdk"), ("a.dll", "analyzer"), ("b.cs", "compile"), ("c.cs", "compile")],
            All(facts, FactKind.Include).Select(fact => (fact.Value, fact.Arguments!["how"]!)));
    }

    [Theory]
    [InlineData("<Project><UsingTask")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><Project/>")]
    [InlineData("")]
    public void What_is_no_build_file_is_a_problem(string text) => Assert.Equal(ProblemId.XmlUnreadable, Assert.Single(Analyze(text).Facts.Problems).Id);

    [Fact]
    public void What_stands_before_the_place_where_a_file_breaks_is_read() =>
        Assert.Equal("git", Assert.Single(All(Analyze("""<Project><Target Name="T"><Exec Command="git status" /></Target><Target""").Facts, FactKind.Process)).Value);

    internal static (IReadOnlyList<DerivedArtifact> Derived, FileFacts Facts) Analyze(string text)
    {
        var writer = new FactWriter();
        var derived = BuildFileAnalyzer.Analyze(Encoding.UTF8.GetBytes(text), writer);
        return (derived, writer.ToFacts());
    }

    internal static IReadOnlyList<Fact> All(FileFacts facts, FactKind kind) => [.. facts.Records.Where(record => record.Kind == kind).Select(record => facts.Read(record))];

    internal static Fact Single(FileFacts facts, FactKind kind, string value, string? target = null) =>
        Assert.Single(All(facts, kind), fact => fact.Value == value && (target is null || fact.Place?.Type == target));
}
