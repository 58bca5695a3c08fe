using Assay.Model;

namespace Assay.Rules.Tests;

public sealed class JudgeTests
{
    [Fact]
    public void Issues_come_by_priority_then_id()
    {
        var judgement = Evaluate(Calls(),
            Rules.Policy("b", "call: A::A", priority: 1), Rules.Policy("a", "any: [ call: A::A, call: X::X ]", priority: 3), Rules.Policy("c", "any: [ call: A::A, call: Y::Y ]", priority: 1));

        Assert.Equal(["b", "c", "a"], judgement.Issues.Select(issue => issue.Id));
    }

    [Fact]
    public void Behaviors_come_by_risk_with_at_most_two_of_a_category_among_the_first_five()
    {
        var judgement = Evaluate(Calls(),
            Rules.Behavior("n1", "call: A::A", Risk.Suspicious), Rules.Behavior("n2", "call: A::A", Risk.Suspicious), Rules.Behavior("n3", "call: A::A", Risk.Suspicious),
            Rules.Behavior("n4", "call: A::A", Risk.MaliciousOnly), Rules.Behavior("f1", "call: A::A", Risk.Notable, "file"), Rules.Behavior("f2", "call: A::A", Risk.Benign, "file"));

        Assert.Equal(["n4", "n1", "f1", "f2", "n2", "n3"], judgement.Behaviors.Select(behavior => behavior.Id));
    }

    [Fact]
    public void Issues_of_one_priority_come_by_rarity_and_those_of_most_packages_at_the_end()
    {
        var shares = new Shares { ["a"] = 0.5, ["b"] = 0.01, ["c"] = 0.51, ["d"] = 0.2, ["f"] = 0.2 };
        Rule[] rules = [.. "abcdef".Select((id, index) => Rules.Policy($"{id}", $"any: [ call: A::A, call: X::X{index} ]", priority: id switch { 'c' => 0, 'a' => 1, _ => 2 }))];

        var judgement = Judge.Evaluate(Calls(), new RuleMatcher(Rules.Pack(rules)), JudgeOptions.Default with { Prevalence = shares });

        Assert.Equal(["a", "b", "d", "f", "e", "c"], judgement.Issues.Select(issue => issue.Id));
        Assert.Equal(["0.5", "0.01", "0.2", "0.2", "none", "0.51"], judgement.Issues.Select(issue => issue.Prevalence.Sentence));
    }

    [Fact]
    public void Behaviors_of_one_risk_come_by_rarity()
    {
        var shares = new Shares { ["a"] = 0.9, ["b"] = 0.1, ["c"] = 0, ["e"] = 0.9 };
        Rule[] rules = [.. "abcde".Select(id => Rules.Behavior($"{id}", "call: A::A", id == 'e' ? Risk.Suspicious : Risk.Notable, $"category-{id}"))];

        var judgement = Judge.Evaluate(Calls(), new RuleMatcher(Rules.Pack(rules)), JudgeOptions.Default with { Prevalence = shares });

        Assert.Equal(["e", "c", "b", "a", "d"], judgement.Behaviors.Select(behavior => behavior.Id));
    }

    [Fact]
    public void Figures_without_a_label_order_nothing()
    {
        var shares = new Shares { Label = null, ["a"] = 0.9, ["b"] = 0.1 };
        var judgement = Judge.Evaluate(Calls(), new RuleMatcher(Rules.Pack(Rules.Policy("a", "call: A::A"), Rules.Policy("b", "any: [ call: A::A, call: B::B ]"))), JudgeOptions.Default with { Prevalence = shares });

        Assert.Equal(["a", "b"], judgement.Issues.Select(issue => issue.Id));
    }

    [Fact]
    public void Without_a_snapshot_findings_say_so() =>
        Assert.Equal(Prevalence.NoSnapshot, Assert.Single(Evaluate(Calls(), Rules.Behavior("b", "call: A::A")).Behaviors).Prevalence);

    [Fact]
    public void Drafts_are_counted_and_not_shown()
    {
        var judgement = Evaluate(Calls(), Rules.Behavior("b", "call: A::A", stage: RuleStage.Draft), Rules.Policy("p", "call: A::A", AssessmentKind.Malware, AssessmentStatus.Fail, stage: RuleStage.Draft));

        Assert.Empty(judgement.Behaviors);
        Assert.Empty(judgement.Issues);
        Assert.Equal(VerdictStatus.Pass, judgement.Verdict.Status);
        Assert.Equal(AssessmentStatus.NotChecked, judgement.Assessments.Malware.Status);
        Assert.Single(judgement.Matches.Behaviors);
        Assert.Single(judgement.Matches.Policies);
    }

    [Fact]
    public void Evidence_is_sorted_before_it_is_capped_and_the_total_is_said()
    {
        var package = new PackageBuilder()
            .File("z.dll", file => file.Call("A::A"))
            .File("b.dll", file => { file.Call("A::A", "U", "M"); for (var i = 0; i < 30; i++) { file.Call("A::A", "T", "M"); } })
            .Build();

        var behavior = Assert.Single(Evaluate(package, Rules.Behavior("b", "call: A::A")).Behaviors);

        Assert.Equal((32, 20, 2), (behavior.EvidenceTotal, behavior.Evidence.Count, behavior.Count));
        Assert.All(behavior.Evidence, evidence => Assert.Equal(("b.dll", "T"), (evidence.Artifact, evidence.Location.Type)));
        Assert.Equal(Enumerable.Range(1, 20), behavior.Evidence.Select(evidence => evidence.Location.IlOffset!.Value));
    }

    [Fact]
    public void Evidence_says_what_where_when_and_how()
    {
        var package = new PackageBuilder().File("lib/a.dll", file => file.Add(FactKind.Call, "A::A", "T", "M", Surface.Install | Surface.Call, Derivation.Folded,
            new Argument("this", "r"), new Argument(null, new string('x', 600)), new Argument(null, "B::B", Derivation.Result), new Argument(null, "z"))).Build();

        var evidence = Assert.Single(Assert.Single(Evaluate(package, Rules.Behavior("b", "call: A::A")).Behaviors).Evidence);

        Assert.Equal(("lib/a.dll", "T", "M", 0), (evidence.Artifact, evidence.Location.Type, evidence.Location.Method, evidence.Location.IlOffset));
        Assert.Equal((FactKind.Call, "A::A", Derivation.Folded), (evidence.Kind, evidence.Value, evidence.Derivation));
        Assert.Equal(["install", "call"], evidence.Surfaces);
        Assert.Null(evidence.Relation);
        Assert.Equal(["0", "2", "this"], evidence.Arguments!.Keys);
        Assert.Equal(512, evidence.Arguments["0"].Length);
    }

    [Theory]
    [InlineData(FactKind.Command, "ConvertTo-SecureString", "String", "(hidden)", "AsPlainText", "kept")]
    [InlineData(FactKind.Command, "Connect-Sample", "AdminPassword", "(hidden)", "Name", "kept")]
    [InlineData(FactKind.New, "System.Net.NetworkCredential", null, "kept", null, "(hidden)")]
    [InlineData(FactKind.Call, "System.DirectoryServices.AccountManagement.AuthenticablePrincipal::SetPassword", null, "(hidden)", "this", "kept")]
    [InlineData(FactKind.Call, "A::B", null, "kept", "Password", "kept")]
    [InlineData(FactKind.Process, "net", null, "kept", null, "kept")]
    public void Evidence_does_not_repeat_a_password(FactKind kind, string value, string? firstName, string first, string? secondName, string second)
    {
        var evidence = Evidence(kind, value, new Argument(firstName, "kept"), new Argument(secondName, "kept"));

        Assert.Equal([first, second], [evidence[firstName ?? "0"], evidence[secondName ?? (firstName is null ? "1" : "0")]]);
    }

    [Theory]
    [InlineData("net", "user,helper,pass-1,/add", "user,helper,(hidden),/add")]
    [InlineData("net", "user,helper,/add", "user,helper,/add")]
    [InlineData("cmdkey", "/add:host,/pass:pass-1", "/add:host,/pass:(hidden)")]
    [InlineData("schtasks", "/create,/rp,pass-1", "/create,/rp,(hidden)")]
    [InlineData("setup", "/SAPWD=pass-1,/quiet", "/SAPWD=(hidden),/quiet")]
    [InlineData("sqlcmd", "Server=a;Password=pass-1;Pwd=pass-1 x", "Server=a;Password=(hidden);Pwd=(hidden) x")]
    public void Evidence_does_not_repeat_a_password_on_a_command_line(string program, string tokens, string shown)
    {
        var evidence = Evidence(FactKind.Process, program, [.. tokens.Split(',').Select(token => new Argument(null, token))]);

        Assert.Equal(shown, string.Join(',', evidence.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value)));
    }

    [Fact]
    public void Evidence_keeps_switches_that_speak_of_passwords() =>
        Assert.Equal("true", Evidence(FactKind.Command, "New-LocalUser", new Argument("NoPassword", "true"))["NoPassword"]);

    [Fact]
    public void Evidence_does_not_repeat_the_password_of_a_connection_string()
    {
        var package = new PackageBuilder().File("a.ps1", file => file.Add(FactKind.String, "Server=a;Password=pass-1")).Build();

        Assert.Equal("Server=a;Password=(hidden)", Assert.Single(Assert.Single(Evaluate(package, Rules.Behavior("b", "string: { exists: true }")).Behaviors).Evidence).Value);
    }

    private static IReadOnlyDictionary<string, string> Evidence(FactKind kind, string value, params Argument[] arguments)
    {
        var package = new PackageBuilder().File("a.ps1", file => file.Add(kind, value, arguments: arguments)).Build();
        var condition = $"{kind.ToString().ToLowerInvariant()}: {{ exists: true }}";
        return Assert.Single(Assert.Single(Evaluate(package, Rules.Behavior("b", condition)).Behaviors).Evidence).Arguments!;
    }

    [Fact]
    public void The_manifest_is_the_evidence_of_what_is_absent()
    {
        var package = new PackageBuilder().File("p.nuspec", _ => { }, kind: ArtifactKind.Nuspec).Build();

        var issue = Assert.Single(Evaluate(package, Rules.Policy("p", "not: { metadata: repository.url }", subjectPackage: true)).Issues);

        Assert.Equal(("p.nuspec", FactKind.Metadata, "P"), (issue.Evidence[0].Artifact, issue.Evidence[0].Kind, issue.Evidence[0].Value));
        Assert.Equal((1, 1), (issue.Count, issue.EvidenceTotal));
    }

    [Fact]
    public void References_have_the_names_of_the_pack()
    {
        var pack = Rules.Pack(Rules.Behavior("b", "call: A::A") with { Attack = ["T1095"], Cwe = ["CWE-506"] })
            with { AttackNames = new Dictionary<string, string> { ["T1095"] = "Non-Application Layer Protocol" } };

        var behavior = Assert.Single(Judge.Evaluate(Calls(), new RuleMatcher(pack), JudgeOptions.Default).Behaviors);

        Assert.Equal([new Reference("attack", "T1095", "Non-Application Layer Protocol"), new Reference("cwe", "CWE-506", null)], behavior.References);
    }

    [Theory]
    [InlineData("tools/1.2.3/a.dll", "tools/1.3.0/a.dll", true)]
    [InlineData("tools/lib.1.2.3.dll", "tools/lib.1.2.4.dll", true)]
    [InlineData("tools/v1.2-beta.3/a.dll", "tools/v2.0/a.dll", true)]
    [InlineData("lib/net8.0/a.dll", "lib/net9.0/a.dll", false)]
    [InlineData("tools/a.dll", "tools/b.dll", false)]
    public void A_fingerprint_is_the_same_in_the_next_version(string before, string after, bool same)
    {
        var policy = Rules.Policy("p", "call: A::A");

        Assert.Equal(same, FingerprintOf(before) == FingerprintOf(after));
        Assert.Matches("^[0-9a-f]{16}$", FingerprintOf(before));

        string FingerprintOf(string path) =>
            Assert.Single(Evaluate(new PackageBuilder().File(path, file => file.Call("A::A")).Build(), policy).Issues).Fingerprint;
    }

    [Theory]
    [InlineData("tools/1.2.3/lib.4.5.dll", "tools//lib.dll")]
    [InlineData("lib/netstandard2.0/a.dll", "lib/netstandard2.0/a.dll")]
    [InlineData("1.0.0-rc.1/x", "/x")]
    [InlineData("a.1.2.3x/v1", "a.1.2.3x/v1")]
    [InlineData("inner.2.0.0.nupkg!lib/a.dll", "inner.nupkg!lib/a.dll")]
    [InlineData("", "")]
    public void Versions_are_kept_out_of_paths(string path, string expected) => Assert.Equal(expected, VersionlessPath.Of(path));

    [Fact]
    public void An_assessment_has_the_worst_status_of_its_policies()
    {
        var assessments = Evaluate(Calls(),
            Rules.Policy("a", "call: A::A", AssessmentKind.Secrets, AssessmentStatus.Fail), Rules.Policy("b", "call: A::A", AssessmentKind.Secrets, AssessmentStatus.Warning),
            Rules.Policy("c", "call: Z::Z", AssessmentKind.Licenses), Rules.Policy("d", "call: Z::Z", AssessmentKind.Vulnerabilities)).Assessments;

        Assert.Equal(new Assessment(AssessmentStatus.Fail, "2 issues", 2), assessments.Secrets);
        Assert.Equal(new Assessment(AssessmentStatus.Pass, "No issues", 0), assessments.Licenses);
        Assert.Equal(new Assessment(AssessmentStatus.NotChecked, "Not checked", 0), assessments.Vulnerabilities);
        Assert.Equal(AssessmentStatus.NotChecked, assessments.Malware.Status);
    }

    [Theory]
    [InlineData("call: Z::Z", AssessmentStatus.Warning, AssessmentStatus.NotChecked, "Protections of programs not checked", 0)]
    [InlineData("call: A::A", AssessmentStatus.Pass, AssessmentStatus.NotChecked, "1 issue, protections of programs not checked", 1)]
    [InlineData("call: A::A", AssessmentStatus.Warning, AssessmentStatus.Warning, "1 issue", 1)]
    [InlineData("call: A::A", AssessmentStatus.Fail, AssessmentStatus.Fail, "1 issue", 1)]
    public void Hardening_never_passes_since_protections_of_programs_are_not_looked_at(string when, AssessmentStatus status, AssessmentStatus expected, string label, int count) =>
        Assert.Equal(new Assessment(expected, label, count), Evaluate(Calls(), Rules.Policy("a", when, AssessmentKind.Hardening, status)).Assessments.Hardening);

    private static PackageFacts Calls() => new PackageBuilder().File("a.dll", file => file.Call("A::A")).Build();

    private static Judgement Evaluate(PackageFacts package, params Rule[] rules) => Judge.Evaluate(package, new RuleMatcher(Rules.Pack(rules)), JudgeOptions.Default);
}
