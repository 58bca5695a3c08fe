using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Assay.Community;
using Assay.Community.Index;
using Assay.Model;
using Assay.Scan;

namespace Assay.Web.Tests;

/// <summary>An index of 260 packages that do not exist and a few with hostile names, counted in five weeks; a rule changed before the fourth.</summary>
internal static class MadeCommunity
{
    public const int Packages = 260;
    public const int Ranked = 200;
    public const string Common = "opens-listening-socket";
    public const string LastDay = "2026-02-02";

    /// <summary>Ids that nobody should have.</summary>
    public static IReadOnlyList<string> Hostile { get; } =
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "evil\u202Egnp.exe", "N\u0435wtonsoft.Json", "=1+1|cmd", "zero\u200Bwidth", "javascript:alert(1)", "..%2f..%2fetc", new('x', 200),
    ];

    public static RulePack Pack { get; } = EmbeddedRules.Load();

    /// <summary>A rule that one package in four has.</summary>
    public static PolicyRule Policy { get; } = Pack.Policies.First(rule => rule is { Stage: RuleStage.Stable, Severity: Severity.High });

    /// <summary>A suspicious behavior that one package in fifty has.</summary>
    public static BehaviorRule Suspicious { get; } = Pack.Behaviors.First(rule => rule is { Stage: RuleStage.Stable, Risk: Risk.Suspicious });

    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"Made.Package{number:000}");

    public static void Write(string path)
    {
        using var database = IndexDatabase.Open(path);
        database.Set("community", "psgallery");
        database.Set("name", "made");
        using var writer = new IndexWriter(database);
        writer.Register(Pack, new DateOnly(2026, 1, 5));
        for (var number = 0; number < Packages; number++)
        {
            writer.Add(Version(Id(number), "1.0.0", number, []));
            if (number % 10 == 0)
            {
                writer.Add(Version(Id(number), "2.0.0", number, RulesOf(number)));
            }
            else
            {
                writer.Add(Version(Id(number), "1.1.0", number, RulesOf(number)));
            }
        }

        foreach (var (place, id) in Hostile.Index())
        {
            writer.Add(Version(id, "1.0.0", place, [Common]) with { Tags = ["<b>tag</b>", "\u202Egat"] });
        }

        writer.StorePopularity(new DateOnly(2026, 1, 1), "made", [.. Enumerable.Range(0, Ranked).Select(number => KeyValuePair.Create(Id(number).ToLowerInvariant(), 1_000_000L - number))]);
        writer.Begin();
        JudgedRules.Write(database, RuleTable.Load(database), Pack);
        writer.MarkChanged();
        writer.Commit();
        for (var week = 0; week < 5; week++)
        {
            PrevalenceStore.Renew(database, PrevalenceScope.Usual, new DateOnly(2026, 1, 5).AddDays(7 * week));
        }

        database.Execute("UPDATE prevalence SET condition = 'before', community = community / 2 WHERE rule = (SELECT id FROM rule WHERE name = $rule) AND snapshot IN (SELECT id FROM prevalence_snapshot WHERE date < '2026-01-26')", ("$rule", Common));
        database.Execute("UPDATE prevalence SET community = community - 20 WHERE rule = (SELECT id FROM rule WHERE name = $rule) AND snapshot IN (SELECT id FROM prevalence_snapshot WHERE date = '2026-01-26')", ("$rule", Policy.Id));
    }

    /// <summary>The rules of the newest version of a package.</summary>
    public static IReadOnlyList<string> RulesOf(int number) =>
    [
        .. number % 3 == 0 ? [Common] : (string[])[],
        .. number % 4 == 0 ? [Policy.Id] : (string[])[],
        .. number % 50 == 0 ? [Suspicious.Id] : (string[])[],
    ];

    private static IndexedVersion Version(string id, string version, int number, IReadOnlyList<string> rules) => new()
    {
        Id = id,
        Version = version,
        Community = "psgallery",
        Sha256 = SHA256.HashData(Encoding.UTF8.GetBytes($"{id} {version}")),
        Size = 1_000,
        Published = string.Create(CultureInfo.InvariantCulture, $"2026-01-{1 + (number % 28):00}T12:00:00Z"),
        Listed = true,
        Added = new DateOnly(2026, 1, 30),
        Tags = ["made"],
        Verdict = number % 10 == 0 ? VerdictStatus.Review : VerdictStatus.Pass,
        Rules = rules,
    };
}
