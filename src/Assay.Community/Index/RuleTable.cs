using System.Globalization;
using Assay.Model;

namespace Assay.Community.Index;

/// <summary>The numbers of rules in an index, given once for ever.</summary>
public sealed class RuleTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _names = [];

    private RuleTable()
    {
    }

    /// <summary>Reads the rules that an index knows.</summary>
    public static RuleTable Load(IndexDatabase database)
    {
        var table = new RuleTable();
        using var command = database.Prepare("SELECT id, name FROM rule");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            table._numbers.Add(rows.GetString(1), rows.GetInt32(0));
            table._names.Add(rows.GetInt32(0), rows.GetString(1));
        }

        return table;
    }

    /// <summary>Gives the number of a rule; throws for one that was never registered.</summary>
    public int NumberOf(string rule) => _numbers[rule];

    /// <summary>Gives the number of a rule; null for one that was never registered.</summary>
    public int? Find(string rule) => _numbers.TryGetValue(rule, out var number) ? number : null;

    /// <summary>Gives the id of a rule; null for a number that no rule has.</summary>
    public string? NameOf(int number) => _names.GetValueOrDefault(number);

    /// <summary>Gives numbers in ascending order, each once.</summary>
    public int[] NumbersOf(IReadOnlyList<string> rules)
    {
        var numbers = new int[rules.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = NumberOf(rules[i]);
        }

        Array.Sort(numbers);
        var count = 0;
        foreach (var number in numbers)
        {
            if (count == 0 || numbers[count - 1] != number)
            {
                numbers[count++] = number;
            }
        }

        return numbers[..count];
    }

    /// <summary>Gives numbers to the rules of a pack and remembers the conditions they have from a day on; true when anything was new.</summary>
    internal static bool Register(IndexDatabase database, RulePack pack, DateOnly day)
    {
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        using var number = new Statement(database, "INSERT INTO rule (name, policy) VALUES ($1, $2) ON CONFLICT DO NOTHING");
        using var condition = new Statement(database, "INSERT INTO rule_condition (rule, hash, since) SELECT id, $2, $3 FROM rule WHERE name = $1 ON CONFLICT DO NOTHING");
        var changes = 0;
        foreach (var rule in pack.Behaviors.Concat<Rule>(pack.Policies).OrderBy(rule => rule.Id, StringComparer.Ordinal))
        {
            changes += number.Run(rule.Id, rule is PolicyRule ? 1 : 0);
            changes += condition.Run(rule.Id, rule.ConditionHash, date);
        }

        return changes > 0;
    }
}
