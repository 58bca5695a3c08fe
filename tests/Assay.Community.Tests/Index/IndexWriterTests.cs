using Assay.Community.Index;
using Assay.Model;

namespace Assay.Community.Tests.Index;

public sealed class IndexWriterTests : IDisposable
{
    private readonly IndexDatabase _database = IndexDatabase.OpenInMemory();
    private readonly IndexWriter _writer;

    public IndexWriterTests()
    {
        _writer = new IndexWriter(_database);
        _writer.Register(new RulePack { Behaviors = [Population.Rule], Policies = [Population.Policy with { Id = "open-door" }], Version = "1", Sha256 = "", AttackVersion = "", AttackNames = new Dictionary<string, string>() }, new DateOnly(2026, 1, 1));
    }

    [Fact]
    public void The_highest_stable_version_stands_for_a_package_and_gives_its_spelling_and_tags()
    {
        Add("Door", "1.9.0", tags: ["Old"]);
        Add("DOOR", "1.10.0", tags: ["Net", "http Web", "web"]);
        Add("door", "2.0.0-beta", tags: ["beta"]);

        Assert.Equal("1.10.0 1.10.0 DOOR http net web", Package("door"));
    }

    [Fact]
    public void A_hidden_version_stands_for_the_package_among_all_only()
    {
        Add("Door", "1.0.0");
        Add("Door", "2.0.0", listed: false);
        Assert.Equal("2.0.0 1.0.0 Door ", Package("door"));

        _writer.Tell("Door", "2.0.0", true, null, null);
        Assert.Equal("2.0.0 2.0.0 Door ", Package("door"));

        _writer.Tell("Door", "2.0.0", false, null, null);
        _writer.Tell("Door", "1.0.0", false, null, null);
        Assert.Equal("2.0.0  Door ", Package("door"));
        Assert.False(_writer.Tell("Door", "3.0.0", false, null, null));
    }

    [Fact]
    public void A_version_that_could_not_be_read_stands_for_nothing_and_pins_nothing()
    {
        Add("Door", "1.0.0", VersionState.Unreadable, sha: 1);
        Assert.Equal("  Door ", Package("door"));

        Assert.Equal(Addition.Renewed, Add("Door", "1.0.0", sha: 2));
        Assert.Equal("1.0.0 1.0.0 Door ", Package("door"));
        Assert.Equal(0, Count("alarm"));
    }

    [Fact]
    public void Other_bytes_under_a_pinned_name_are_an_alarm_and_nothing_else()
    {
        Assert.Equal(Addition.Added, Add("Door", "1.0.0", sha: 1, rules: ["opens-door"]));
        Assert.Equal(Addition.Alarm, Add("door", "1.0.0", sha: 2, rules: ["open-door"]));
        Assert.Equal(Addition.Alarm, Add("door", "1.0.0", VersionState.Unreadable, sha: 2));
        Assert.Equal(Addition.Renewed, Add("door", "1.0.0", sha: 1, rules: ["opens-door"]));
        _writer.Commit();

        Assert.Equal((1, 1, 1), (Count("version"), Count("finding"), Count("alarm")));
        Assert.Equal("opens-door", Findings("door", "1.0.0"));
    }

    [Fact]
    public void Findings_are_stored_as_numbers_of_rules()
    {
        Add("Door", "1.0.0", rules: ["opens-door", "open-door", "opens-door"]);
        Assert.Equal("open-door opens-door", Findings("door", "1.0.0"));
    }

    [Fact]
    public void First_seen_is_the_earliest_publication()
    {
        Add("Door", "2.0.0", published: "2020-05-01T00:00:00Z");
        Assert.Equal("2020-05-01", FirstSeen());
        Add("Door", "3.0.0");
        Add("Door", "1.0.0", published: "1900-01-01T00:00:00Z");
        Assert.Equal("2020-05-01", FirstSeen());
        _writer.Tell("door", "1.0.0", null, "2019-01-01T00:00:00Z", null);
        Assert.Equal("2019-01-01", FirstSeen());

        string FirstSeen() => (string)_database.Scalar("SELECT first_seen FROM package")!;
    }

    [Fact]
    public void What_was_not_committed_is_gone_and_each_transaction_counts_the_generation_up()
    {
        _writer.Commit();
        var before = IndexGeneration.Of(_database);
        _database.Execute("INSERT INTO pending (name, version, source) VALUES ('door', '1.0.0', 'a'), ('door', '2.0.0', 'a')");
        Add("Door", "1.0.0");
        Add("Door", "1.1.0");
        _writer.Commit();
        _writer.Commit();
        Add("Door", "2.0.0");
        _writer.Dispose();

        Assert.Equal(before + 1, IndexGeneration.Of(_database));
        Assert.Equal((2, 1), (Count("version"), Count("pending")));
    }

    [Fact]
    public void A_rule_keeps_its_number_and_gets_a_line_for_each_condition()
    {
        var number = RuleTable.Load(_database).NumberOf("opens-door");
        _writer.Register(new RulePack { Behaviors = [Population.Rule with { ConditionHash = "other" }], Policies = [], Version = "2", Sha256 = "", AttackVersion = "", AttackNames = new Dictionary<string, string>() }, new DateOnly(2026, 2, 1));

        Assert.Equal(number, RuleTable.Load(_database).NumberOf("opens-door"));
        Assert.Equal("0123456789abcdef 2026-01-01, other 2026-02-01", _database.Scalar("SELECT group_concat(hash || ' ' || since, ', ' ORDER BY since) FROM rule_condition WHERE rule = $rule", ("$rule", number)));
    }

    [Fact]
    public void Popularity_of_several_days_is_kept_and_the_same_day_replaced()
    {
        _writer.StorePopularity(new DateOnly(2026, 1, 1), "a.csv", [new("door", 1), new("gone", 2)]);
        _writer.StorePopularity(new DateOnly(2026, 1, 2), "a.csv", [new("door", 3)]);
        _writer.StorePopularity(new DateOnly(2026, 1, 1), "a.csv", [new("door", 5)]);

        Assert.Equal("2026-01-01 door 5, 2026-01-02 door 3", _database.Scalar("SELECT group_concat(s.date || ' ' || p.name || ' ' || p.downloads, ', ' ORDER BY s.date) FROM popularity p JOIN popularity_snapshot s ON s.id = p.snapshot"));
    }

    public void Dispose()
    {
        _writer.Dispose();
        _database.Dispose();
    }

    private Addition Add(string id, string version, VersionState state = VersionState.Read, byte sha = 1, string[]? tags = null, bool? listed = null, string? published = null, string[]? rules = null) => _writer.Add(new IndexedVersion
    {
        Id = id, Version = version, State = state, Sha256 = [sha], Added = new DateOnly(2026, 1, 31), Tags = tags ?? [], Listed = listed, Published = published, Rules = rules ?? [],
    });

    private int Count(string table) => (int)(long)_database.Scalar($"SELECT COUNT(*) FROM {table}")!;

    private string Package(string name) => (string)_database.Scalar("""
        SELECT coalesce(a.version, '') || ' ' || coalesce(l.version, '') || ' ' || p.spelling || ' ' || coalesce(p.tags, '')
        FROM package p LEFT JOIN version a ON a.id = p.latest LEFT JOIN version l ON l.id = p.latest_listed WHERE p.name = $name
        """, ("$name", name))!;

    private string Findings(string name, string version)
    {
        var numbers = new List<int>();
        RuleList.Read((byte[])_database.Scalar("SELECT f.rules FROM finding f JOIN version v ON v.id = f.version JOIN package p ON p.id = v.package WHERE p.name = $name AND v.version = $version", ("$name", name), ("$version", version))!, numbers);
        var rules = RuleTable.Load(_database);
        return string.Join(' ', numbers.Select(rules.NameOf));
    }
}
