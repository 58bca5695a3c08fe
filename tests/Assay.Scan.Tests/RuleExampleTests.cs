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

    private static readonly Lazy<RuleTerms> Terms = new(() => new RuleTerms(Folder.Value.Pack!));

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

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_holds_is_found_by_its_terms_and_by_the_rule_alone(string id)
    {
        var source = Assert.Single(Folder.Value.Sources, source => source.Rule.Id == id);
        var query = Terms.Value.Of(source.Rule);
        var only = new RuleMatcher(Terms.Value.Only([id]));

        Assert.All(source.Examples.Where(example => example.Fires), example =>
        {
            var package = Package(example);
            var terms = FactTerms.Of(package);
            Assert.True(query.Holds(term => Array.BinarySearch(terms, term) >= 0), $"{id} holds, and its terms say that it cannot.");
            Assert.True(Holds(only.Match(package), id), $"{id} holds with all rules, and not with those that it rests on.");
        });
    }

    private static bool FiresOnSource(RuleExample example, string id)
    {
        var package = Scanner.Value.Extract(new PackageFile("sample.cs", "example", Encoding.UTF8.GetBytes(CSharpSample.Wrap(example.CSharp!, example.Stubs ?? ""))));
        return Holds(Matcher.Value.Match(package), id);
    }

    private static bool Fires(RuleExample example, string id) => Holds(Matcher.Value.Match(Package(example)), id);

    private static bool Holds(MatchResult result, string id) => result.Behaviors.Concat(result.Policies).Any(match => match.Rule.Id == id);

    private static PackageFacts Package(RuleExample example) => example.CSharp is { } statements
            ? Scanner.Value.Extract(new PackageFile("sample.dll", "example", CSharpSample.CompileStatements(statements, example.Stubs ?? "")))
            : example.PowerShell is { } script
            ? Scanner.Value.Extract(new PackageFile("sample.ps1", "example", Encoding.UTF8.GetBytes(script)))
            : example.Script is { } other
            ? Scanner.Value.Extract(new PackageFile(other.File, "example", Encoding.UTF8.GetBytes(other.Text)))
            : example.MsBuild is { } project
            ? Scanner.Value.Extract(new PackageFile("sample.targets", "example", Encoding.UTF8.GetBytes(project)))
            : ExampleFacts.ToPackage(example);
}
