using Assay.Model;

namespace Assay.Rules.Tests;

/// <summary>Random rules on random facts: the fast matcher says what the definition says.</summary>
public sealed class PropertyTests
{
    private static readonly string[] Values = ["Abcd::A", "Abcd::B", "abcd::a", "Xyzw::A", "Xyzw::Abcd"];
    private static readonly FactKind[] Kinds = [FactKind.Call, FactKind.String, FactKind.Metadata];
    private static readonly Scope[] Scopes = [Scope.Inherit, Scope.Inherit, Scope.Package, Scope.File, Scope.Type, Scope.Method];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_matcher_agrees_with_the_reference(int seed)
    {
        var random = new Random(seed);
        var fired = 0;
        var checkedRules = 0;
        for (var round = 0; round < 150; round++)
        {
            var pack = Pack(random);
            var package = Package(random);
            var result = new RuleMatcher(pack).Match(package);
            var reference = new ReferenceMatcher(package, pack);
            foreach (var rule in pack.Behaviors.Concat<Rule>(pack.Policies))
            {
                var expected = reference.Match(rule)?.Order().ToArray();
                var actual = result.Behaviors.Concat(result.Policies).SingleOrDefault(match => match.Rule.Id == rule.Id)?.Hits.Select(hit => (hit.File, hit.Record)).ToArray();
                if (!(expected is null ? actual is null : actual is not null && expected.SequenceEqual(actual)))
                {
                    Assert.Fail($"Seed {seed}, round {round}: {ConditionText.Of(rule.When, ConditionText.Of)} gives [{Text(actual)}], not [{Text(expected)}].");
                }

                fired += expected is null ? 0 : 1;
                checkedRules++;
            }
        }

        // Rules that always or never hold would show nothing.
        Assert.InRange(fired, checkedRules / 10, checkedRules * 9 / 10);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void A_judgement_is_the_same_twice_and_survives_its_pack_being_written(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            var pack = Pack(random);
            var package = Package(random);

            var first = Judge.Evaluate(package, new RuleMatcher(pack), JudgeOptions.Default);
            var second = Judge.Evaluate(package, new RuleMatcher(RulePackFile.Read(RulePackFile.Write(pack))), JudgeOptions.Default);

            Assert.Equal(System.Text.Json.JsonSerializer.Serialize(first.Issues), System.Text.Json.JsonSerializer.Serialize(second.Issues));
            Assert.Equal(System.Text.Json.JsonSerializer.Serialize(first.Behaviors), System.Text.Json.JsonSerializer.Serialize(second.Behaviors));
            Assert.NotEmpty(first.Verdict.Reasons);
        }
    }

    private static string Text((int, int)[]? hits) => hits is null ? "nothing" : string.Join(' ', hits);

    private static RulePack Pack(Random random)
    {
        var rules = new List<Rule>();
        for (var i = 0; i < 4; i++)
        {
            string[] earlier = [.. rules.Select(rule => rule.Id)];
            rules.Add(new BehaviorRule { Id = $"b{i}", Category = "network", Title = $"Does {i}.", Risk = (Risk)random.Next(3), When = Tree(random, 3, earlier) });
        }

        string[] behaviors = [.. rules.Select(rule => rule.Id)];
        for (var i = 0; i < 6; i++)
        {
            rules.Add(Rules.Policy($"p{i}", "call: A::A", subjectPackage: random.Next(4) == 0) with { When = Tree(random, 3, behaviors) });
        }

        return Rules.Pack([.. rules]);
    }

    private static Condition Tree(Random random, int depth, string[] behaviors)
    {
        var condition = Node(random, depth, behaviors);
        return condition with
        {
            Within = Scopes[random.Next(Scopes.Length)],
            Surfaces = random.Next(8) == 0 ? Surface.Install | Surface.Call : Surface.None,
            Community = random.Next(20) == 0 ? "psgallery" : null,
        };
    }

    private static Condition Node(Random random, int depth, string[] behaviors)
    {
        Condition Child() => Tree(random, depth - 1, behaviors);
        Condition[] Some(int minimum) => [.. Enumerable.Range(0, random.Next(minimum, 4)).Select(_ => Child())];
        return (depth == 0 ? 0 : random.Next(8)) switch
        {
            1 => new Condition { Kind = ConditionKind.All, Children = Some(2) },
            2 => new Condition { Kind = ConditionKind.Any, Children = Some(2) },
            3 => new Condition { Kind = ConditionKind.All, Children = [Child(), new Condition { Kind = ConditionKind.Not, Children = [Child()] }] },
            4 => new Condition { Kind = ConditionKind.Count, AtLeast = random.Next(2, 4), Children = [Child()] },
            5 => new Condition { Kind = ConditionKind.Flow, Children = Some(2) },
            6 when behaviors.Length > 0 => new Condition { Kind = ConditionKind.Behavior, Behavior = new BehaviorPredicate { Ids = [behaviors[random.Next(behaviors.Length)]] } },
            _ => new Condition { Kind = ConditionKind.Fact, Fact = Predicate(random) },
        };
    }

    private static FactPredicate Predicate(Random random) => new(Kinds[random.Next(Kinds.Length)], Match(random))
    {
        Arguments = random.Next(4) == 0
            ? [new ArgumentPredicate(random.Next(3) switch { 0 => "*", 1 => "name", _ => null }, random.Next(2), Match(random)) { Negated = random.Next(4) == 0 }]
            : [],
    };

    private static TextMatch Match(Random random)
    {
        var ignoreCase = random.Next(2) == 0;
        return random.Next(8) switch
        {
            0 => new TextMatch(MatchMode.Prefix, ["Abcd"], ignoreCase),
            1 => new TextMatch(MatchMode.Suffix, ["::A", "w::B"], ignoreCase),
            2 => new TextMatch(MatchMode.Contains, ["bcd::", "Abcd"], ignoreCase),
            3 => new TextMatch(MatchMode.Glob, [random.Next(2) == 0 ? "*::?" : "A*d::*"], ignoreCase),
            4 => new TextMatch(MatchMode.Regex, ["cd::[ab]"], ignoreCase) { Literal = "cd::" },
            5 => new TextMatch(MatchMode.Exists, [], ignoreCase),
            _ => new TextMatch(MatchMode.Exact, [.. Values.Where(_ => random.Next(2) == 0).Append(Values[0])], ignoreCase),
        };
    }

    private static PackageFacts Package(Random random)
    {
        var builder = new PackageBuilder { Incomplete = random.Next(4) == 0, HasManifest = random.Next(4) != 0 };
        var count = random.Next(1, 5);
        for (var i = 0; i < count; i++)
        {
            var host = random.Next(0, i + 1);
            builder.File($"{i}.dll", file => Facts(random, file), complete: random.Next(3) != 0, host, derived: host > 0 && random.Next(2) == 0);
        }

        return builder.Build();
    }

    private static void Facts(Random random, FileBuilder file)
    {
        for (var i = random.Next(0, 8); i > 0; i--)
        {
            var type = random.Next(4) == 0 ? null : "T" + random.Next(2);
            file.Add(Kinds[random.Next(Kinds.Length)], Values[random.Next(Values.Length)], type, type is null ? null : "M" + random.Next(2),
                (Surface)(1 << random.Next(9)), arguments: [.. Enumerable.Range(0, random.Next(3)).Select(_ => Argument(random))]);
        }
    }

    private static Argument Argument(Random random) =>
        new(random.Next(2) == 0 ? null : "name", random.Next(5) == 0 ? null : Values[random.Next(Values.Length)], (Derivation)random.Next(6));
}
