using Assay.Model;

namespace Assay.Rules.Tests;

public sealed class LinterTests
{
    [Fact]
    public void A_valid_folder_has_a_pack_and_no_diagnostics()
    {
        using var files = RuleFiles.Valid();

        var result = files.Read();

        Assert.Empty(result.Diagnostics);
        Assert.Equal("opens-socket", Assert.Single(result.Pack!.Behaviors).Id);
        Assert.Equal("listens-on-load", Assert.Single(result.Pack.Policies).Id);
        Assert.Equal(["Non-Application Layer Protocol"], result.Pack.AttackNames.Values);
        Assert.Equal(2, result.Sources.Count);
        Assert.Equal([true, true, false], result.Sources[0].Examples.Select(example => example.Fires));
    }

    // Each row changes one place of the valid behavior.
    [Theory]
    [InlineData("ASYR0001", "title: Opens", "title: 'Opens")]
    [InlineData("ASYR0002", "risk: benign", "risk: benign\nseverity: low")]
    [InlineData("ASYR0002", "pinvoke: ws2_32!listen\nexamples", "pinvoking: ws2_32!listen\nexamples")]
    [InlineData("ASYR0002", "pinvoke: ws2_32!listen\nexamples", "pinvoke: ws2_32!listen\n      proven: true\nexamples")]
    [InlineData("ASYR0002", "    - pinvoke: ws2_32!listen\n", "    - behavior: other\n      derivation: recovered\n")]
    [InlineData("ASYR0003", "attack: [T1095]", "attack: { a: b }")]
    [InlineData("ASYR0004", "risk: benign\n", "")]
    [InlineData("ASYR0005", "quiet:\n    - csharp: new TcpClient(\"host\", 80).Close();\n      why: connects and does not listen", "quiet: []")]
    [InlineData("ASYR0006", "\n      why: connects and does not listen", "")]
    [InlineData("ASYR0007", "- pinvoke: ws2_32!listen", "- behavior: not-there")]
    [InlineData("ASYR0008", "T1095", "T9999")]
    [InlineData("ASYR0009", "T1095", "T1562")]
    [InlineData("ASYR0010", "    - pinvoke: ws2_32!listen\n", "")]
    [InlineData("ASYR0011", "- pinvoke: ws2_32!listen", "- string: { contains: abc }")]
    [InlineData("ASYR0012", "- pinvoke: ws2_32!listen", "- string: { regex: 'abcd+' }")]
    [InlineData("ASYR0013", "- pinvoke: ws2_32!listen", "- string: { regex: '(abcd)\\1', literal: abcd }")]
    [InlineData("ASYR0014", "- pinvoke: ws2_32!listen", "- string: { regex: 'abcd+', literal: efgh }")]
    [InlineData("ASYR0015", "- pinvoke: ws2_32!listen", "- call: System.Net.Sockets.TcpListener::Start")]
    [InlineData("ASYR0017", "  any:", "  all:")]
    [InlineData("ASYR0018", "- pinvoke: ws2_32!listen", "- not: { pinvoke: ws2_32!listen }")]
    [InlineData("ASYR0020", "Opens a", "Open a")]
    [InlineData("ASYR0020", "Opens a", "opens a")]
    [InlineData("ASYR0020", "connections.", "connections")]
    [InlineData("ASYR0022", "risk: benign", "risk: harmless")]
    [InlineData("ASYR0022", "- pinvoke: ws2_32!listen", "- pinvoke: ws2_32!listen\n      surface: [sometimes]")]
    [InlineData("ASYR0022", "- pinvoke: ws2_32!listen", "- pinvoke: ws2_32!listen\n      community: npm")]
    [InlineData("ASYR0023", "- pinvoke: ws2_32!listen", "- call: TcpListener.Start")]
    [InlineData("ASYR0023", "- pinvoke: ws2_32!listen", "- pinvoke: WS2_32.dll!listen")]
    [InlineData("ASYR0024", "risk: benign", "risk: benign\nchain: suspicious")]
    [InlineData("ASYR0025", "- pinvoke: ws2_32!listen", "- behavior: opens-socket")]
    [InlineData("ASYR0026", "- pinvoke: ws2_32!listen", "- pinvoke: ws2_32!listen\n      call: A::B")]
    [InlineData("ASYR0028", "- pinvoke: ws2_32!listen", "- { within: type, all: [ { call: A::A }, { within: file, any: [ call: B::B, call: C::C ] } ] }")]
    [InlineData("ASYR0033", "when:\n  any:\n    - call: System.Net.Sockets.TcpListener::Start", "chain: suspicious\nwhen:\n  within: type\n  all:\n    - import: ws2_32!bind")]
    [InlineData("ASYR0031", "risk: benign", "risk: benign\ncwe: [506]")]
    public void A_fault_is_reported_where_it_stands(string id, string text, string replacement)
    {
        Assert.Contains(text, RuleFiles.Behavior);
        using var files = new RuleFiles().Add("behaviors/network/opens-socket.yml", RuleFiles.Behavior.Replace(text, replacement));

        var result = files.Read();

        Assert.Null(result.Pack);
        var diagnostic = Assert.Single(result.Diagnostics, diagnostic => diagnostic.IsError && diagnostic.Id == id);
        Assert.EndsWith("opens-socket.yml", diagnostic.File);
        Assert.InRange(diagnostic.Line, 1, 20);
    }

    [Fact]
    public void The_position_is_that_of_the_faulty_key()
    {
        using var files = new RuleFiles().Add("behaviors/network/opens-socket.yml", RuleFiles.Behavior.Replace("- pinvoke: ws2_32!listen\nexamples", "- pinvoking: x!y\nexamples"));

        var diagnostic = Assert.Single(files.Read().Diagnostics, diagnostic => diagnostic.Id == "ASYR0002");

        Assert.Equal((7, 7), (diagnostic.Line, diagnostic.Column));
        Assert.EndsWith("opens-socket.yml(7,7): error ASYR0002: 'pinvoking' is no key of a condition.", diagnostic.ToString());
    }

    [Fact]
    public void Two_rules_with_one_condition_are_reported()
    {
        using var files = RuleFiles.Valid().Add("behaviors/file/opens-again.yml", RuleFiles.Behavior.Replace("waits", "hopes"));

        Assert.Single(files.Read().Diagnostics, diagnostic => diagnostic.Id == "ASYR0016");
    }

    [Fact]
    public void Two_rules_with_one_title_are_reported()
    {
        using var files = RuleFiles.Valid().Add("behaviors/file/opens-again.yml", RuleFiles.Behavior.Replace("pinvoke: ws2_32!listen", "pinvoke: ws2_32!bind"));

        Assert.Single(files.Read().Diagnostics, diagnostic => diagnostic.Id == "ASYR0021");
    }

    [Fact]
    public void Two_rules_with_one_id_are_reported()
    {
        using var files = RuleFiles.Valid().Add("behaviors/file/opens-socket.yml", RuleFiles.Behavior.Replace("pinvoke: ws2_32!listen", "pinvoke: ws2_32!bind"));

        Assert.Single(files.Read().Diagnostics, diagnostic => diagnostic.Id == "ASYR0029");
    }

    [Theory]
    [InlineData("behaviors/network/Opens_Socket.yml", "ASYR0019")]
    [InlineData("behaviors/sockets/opens-socket.yml", "ASYR0022")]
    [InlineData("behaviors/opens-socket.yml", "ASYR0029")]
    [InlineData("behaviors/network/opens-socket.yaml", "ASYR0029")]
    public void A_file_in_the_wrong_place_is_reported(string path, string id)
    {
        using var files = new RuleFiles().Add(path, RuleFiles.Behavior);

        Assert.Single(files.Read().Diagnostics, diagnostic => diagnostic.Id == id);
    }

    [Fact]
    public void A_circle_of_behaviors_is_reported_at_each_member()
    {
        using var files = new RuleFiles()
            .Add("behaviors/network/a.yml", RuleFiles.Behavior.Replace("- pinvoke: ws2_32!listen", "- behavior: b"))
            .Add("behaviors/network/b.yml", RuleFiles.Behavior.Replace("- pinvoke: ws2_32!listen", "- behavior: a").Replace("waits", "hopes"));

        Assert.Equal(2, files.Read().Diagnostics.Count(diagnostic => diagnostic.Id == "ASYR0025"));
    }

    [Fact]
    public void What_is_shown_rests_on_no_draft()
    {
        using var files = RuleFiles.Valid().Add("behaviors/network/opens-socket.yml", RuleFiles.Behavior + "\nstage: draft");

        Assert.Single(files.Read().Diagnostics, diagnostic => diagnostic.Id == "ASYR0027");
    }

    [Fact]
    public void Conditions_nested_too_deep_are_reported()
    {
        var deep = string.Concat(Enumerable.Repeat("{ not: ", 20)) + "{ call: A::A }" + new string('}', 20);
        using var files = new RuleFiles().Add("behaviors/network/opens-socket.yml", RuleFiles.Behavior.Replace("- pinvoke: ws2_32!listen", "- " + deep));

        Assert.Single(files.Read().Diagnostics, diagnostic => diagnostic.Id == "ASYR0030");
    }

    [Fact]
    public void Without_a_technique_index_ids_are_taken_with_a_warning()
    {
        using var files = RuleFiles.Valid().Delete("attack.json");

        var result = files.Read();

        Assert.Equal(("ASYR0032", false), (Assert.Single(result.Diagnostics).Id, result.Diagnostics[0].IsError));
        Assert.NotNull(result.Pack);
    }

    [Theory]
    [InlineData("severity: high", "severity: huge", "ASYR0022")]
    [InlineData("priority: 1", "priority: 9", "ASYR0003")]
    [InlineData("- stop: Do not use it.", "- pray: Hope.", "ASYR0022")]
    [InlineData("status: fail\n", "", "ASYR0004")]
    [InlineData("status: fail", "status: fail\nrisk: benign", "ASYR0002")]
    [InlineData("status: fail", "status: fail\nsubject: author", "ASYR0022")]
    [InlineData("behavior: opens-socket", "not: { behavior: opens-socket }", "ASYR0018")]
    public void Keys_of_policies_are_checked(string text, string replacement, string id)
    {
        Assert.Contains(text, RuleFiles.Policy);
        using var files = RuleFiles.Valid().Add("policies/hunting/listens-on-load.yml", RuleFiles.Policy.Replace(text, replacement));

        Assert.Single(files.Read().Diagnostics, diagnostic => diagnostic.Id == id);
    }

    [Theory]
    [InlineData("flow: [ call: A::A, call: B::B ]\n  within: type")]
    [InlineData("all: [ call: A::A, call: B::B ]\n  within: method")]
    [InlineData("any: [ { flow: [ call: A::A, call: B::B ], within: type }, { all: [ call: A::A, call: C::C ], within: type } ]")]
    public void A_chain_is_a_flow_or_several_conditions_in_one_type(string when)
    {
        var start = RuleFiles.Behavior.IndexOf("any:", StringComparison.Ordinal);
        var end = RuleFiles.Behavior.IndexOf("examples:", StringComparison.Ordinal);
        using var files = new RuleFiles().Add("behaviors/network/chain.yml", $"chain: malicious\n{RuleFiles.Behavior[..start]}{when}\n{RuleFiles.Behavior[end..]}");

        var result = files.Read();

        Assert.Empty(result.Diagnostics);
        Assert.Equal(ChainKind.Malicious, result.Pack!.Behaviors[0].Chain);
    }

    [Fact]
    public void Every_id_is_documented()
    {
        var ids = typeof(DiagnosticIds).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());

        var documented = System.Text.RegularExpressions.Regex.Matches(Documentation(), @"(?<=^\| ASYR[^|]*)\d{4}(-\d{4})?", System.Text.RegularExpressions.RegexOptions.Multiline | System.Text.RegularExpressions.RegexOptions.ExplicitCapture)
            .SelectMany(match => Enumerable.Range(int.Parse(match.Value[..4]), int.Parse(match.Value[^4..]) - int.Parse(match.Value[..4]) + 1))
            .Select(number => $"ASYR{number:D4}");
        Assert.Equal(ids.Order(), documented.Order());
    }

    private static string Documentation()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "docs", "design", "rules.md");
            if (File.Exists(path))
            {
                return File.ReadAllText(path);
            }
        }

        throw new FileNotFoundException("docs/design/rules.md");
    }

    [Fact]
    public void Synthetic_examples_of_a_rule_are_packages_that_it_judges_as_they_say()
    {
        using var files = RuleFiles.Valid();
        var result = files.Read();
        var matcher = new RuleMatcher(result.Pack!);

        foreach (var source in result.Sources)
        {
            foreach (var example in source.Examples.Where(example => example.Facts.Count > 0))
            {
                var match = matcher.Match(ExampleFacts.ToPackage(example));
                Assert.Equal(example.Fires, match.Behaviors.Concat(match.Policies).Any(fired => fired.Rule.Id == source.Rule.Id));
            }
        }
    }
}
