using Assay.Model;

namespace Assay.PowerShell.Facts;

/// <summary>Finds work that is given up by chance: <c>if ((Get-Random) -gt 5) { return }</c>.</summary>
internal static class ChanceFacts
{
    public static void Write(ScriptReading reading, IfStatementAst statement)
    {
        foreach (var clause in statement.Clauses)
        {
            if (clause.Body.Statements is [FlowStatementAst { Keyword: TokenKind.Return or TokenKind.Exit or TokenKind.Throw }] && IsChance(reading, clause.Condition))
            {
                reading.Add(FactKind.Anomaly, "given-up-by-chance", statement);
            }
        }
    }

    private static bool IsChance(ScriptReading reading, StatementAst condition)
    {
        foreach (var node in condition.DescendantsAndSelf())
        {
            if (node is CommandAst command && reading.NameOf(command) == "Get-Random")
            {
                return true;
            }
        }

        return false;
    }
}
