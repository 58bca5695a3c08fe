using System.Text;
using Assay.Model;
using Assay.Rules;
using Assay.TestInputs;

namespace Assay.Scan.Tests;

/// <summary>Every example of every rule, one test per rule: compiled C# is read as IL and never run.</summary>
public sealed class RuleExampleTests
{
    private static readonly Lazy<RuleFolderResult> Folder = new(() => RuleFolder.Read(Path.Combine(Checkout.Root, "rules")));
    private static readonly Lazy<RuleMatcher> Matcher = new(() => new RuleMatcher(Folder.Value.Pack!));
    private static readonly Lazy<Scanner> Scanner = new(() => new Scanner(new ScanOptions { Rules = Folder.Value.Pack!, ToolVersion = "test" }));

    public static TheoryData<string> Rules => [.. Folder.Value.Sources.Select(source => source.Rule.Id)];

    [Fact]
    public void The_rules_have_no_diagnostic() => Assert.Empty(Folder.Value.Diagnostics);

    [Fact]
    public void The_embedded_pack_is_the_compiled_folder()
    {
        var embedded = EmbeddedRules.Load();

        Assert.Equal(Folder.Value.Pack!.Behaviors.Select(rule => (rule.Id, rule.ConditionHash)), embedded.Behaviors.Select(rule => (rule.Id, rule.ConditionHash)));
        Assert.Equal(Folder.Value.Pack.Policies.Select(rule => (rule.Id, rule.ConditionHash)), embedded.Policies.Select(rule => (rule.Id, rule.ConditionHash)));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_examples_of_a_rule_hold(string id)
    {
        var source = Assert.Single(Folder.Value.Sources, source => source.Rule.Id == id);
        var examples = source.Examples.Where(example => example.CSharp is not null || example.PowerShell is not null || example.MsBuild is not null || example.Script is not null || example.Facts.Count > 0).ToArray();

        Assert.Contains(examples, example => example.Fires);
        Assert.Contains(examples, example => !example.Fires);
        Assert.All(examples, example => Assert.True(Fires(example, id) == example.Fires,
            $"{id} should {(example.Fires ? "fire on" : "stay quiet on")}: {example.CSharp ?? example.PowerShell ?? example.MsBuild ?? example.Script?.Text ?? string.Join("; ", example.Facts.Select(fact => fact.Kind + " " + fact.Value))}"));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_examples_of_a_rule_hold_for_source_as_for_the_compiled_code(string id)
    {
        var source = Assert.Single(Folder.Value.Sources, source => source.Rule.Id == id);

        Assert.All(source.Examples.Where(example => example.CSharp is not null), example => Assert.True(FiresOnSource(example, id) == example.Fires,
            $"The source should {(example.Fires ? "fire" : "be quiet")} as the compiled code does: {example.CSharp}"));
    }

    private static bool FiresOnSource(RuleExample example, string id)
    {
        var package = Scanner.Value.Extract(new PackageFile("sample.cs", "example", Encoding.UTF8.GetBytes(CSharpSample.Wrap(example.CSharp!, example.Stubs ?? ""))));
        var result = Matcher.Value.Match(package);
        return result.Behaviors.Concat(result.Policies).Any(match => match.Rule.Id == id);
    }

    private static bool Fires(RuleExample example, string id)
    {
        var package = example.CSharp is { } statements
            ? Scanner.Value.Extract(new PackageFile("sample.dll", "example", CSharpSample.CompileStatements(statements, example.Stubs ?? "")))
            : example.PowerShell is { } script
            ? Scanner.Value.Extract(new PackageFile("sample.ps1", "example", Encoding.UTF8.GetBytes(script)))
            : example.Script is { } other
            ? Scanner.Value.Extract(new PackageFile(other.File, "example", Encoding.UTF8.GetBytes(other.Text)))
            : example.MsBuild is { } project
            ? Scanner.Value.Extract(new PackageFile("sample.targets", "example", Encoding.UTF8.GetBytes(project)))
            : ExampleFacts.ToPackage(example);
        var result = Matcher.Value.Match(package);
        return result.Behaviors.Concat(result.Policies).Any(match => match.Rule.Id == id);
    }
}
