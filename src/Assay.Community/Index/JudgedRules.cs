using Assay.Model;

namespace Assay.Community.Index;

/// <summary>The conditions that all findings of an index are judged by.</summary>
internal static class JudgedRules
{
    /// <summary>Reads the hash of the condition by rule number.</summary>
    public static Dictionary<int, string> Read(IndexDatabase database)
    {
        var judged = new Dictionary<int, string>();
        using var command = database.Prepare("SELECT rule, hash FROM judged");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            judged.Add(rows.GetInt32(0), rows.GetString(1));
        }

        return judged;
    }

    /// <summary>Writes the conditions of a pack in place of those before, in the transaction that is open.</summary>
    public static void Write(IndexDatabase database, RuleTable numbers, RulePack pack)
    {
        database.Execute("DELETE FROM judged");
        using var insert = new Statement(database, "INSERT INTO judged (rule, hash) VALUES ($1, $2)");
        foreach (var rule in pack.Behaviors.Concat<Rule>(pack.Policies))
        {
            insert.Run(numbers.NumberOf(rule.Id), rule.ConditionHash);
        }
    }
}
