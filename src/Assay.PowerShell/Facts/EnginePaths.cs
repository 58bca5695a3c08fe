namespace Assay.PowerShell.Facts;

/// <summary>Files whose paths PowerShell itself knows: its profiles, and the script that runs.</summary>
internal static class EnginePaths
{
    /// <summary>Stands for the script that runs.</summary>
    public const string OwnFile = "%PSCommandPath%";

    /// <summary>The file name of a profile (<c>$PROFILE</c>, <c>$PROFILE.AllUsersAllHosts</c>); null for everything else.</summary>
    public static string? ProfileOf(ScriptReading reading, Ast node)
    {
        var (variable, member) = node is MemberExpressionAst { Expression: VariableExpressionAst owner, MemberName: { } name } and not InvokeMemberExpressionAst ? (owner, name) : (node as VariableExpressionAst, "");
        if (variable is null || !IsAutomatic(reading, variable, "PROFILE"))
        {
            return null;
        }

        return member.ToUpperInvariant() switch
        {
            "ALLUSERSALLHOSTS" or "CURRENTUSERALLHOSTS" => "profile.ps1",
            "" or "ALLUSERSCURRENTHOST" or "CURRENTUSERCURRENTHOST" => "Microsoft.PowerShell_profile.ps1",
            _ => null,
        };
    }

    /// <summary>True for <c>$PSCommandPath</c> and <c>$MyInvocation.MyCommand.Path</c>.</summary>
    public static bool IsOwnFile(ScriptReading reading, Ast node) => Unwrap.Brackets(node, casts: true) switch
    {
        VariableExpressionAst variable => IsAutomatic(reading, variable, "PSCommandPath"),
        MemberExpressionAst { MemberName: { } name, Expression: MemberExpressionAst { MemberName: { } command, Expression: VariableExpressionAst invocation } } and not InvokeMemberExpressionAst =>
            name.ToUpperInvariant() is "PATH" or "DEFINITION" or "SOURCE" && command.Equals("MyCommand", StringComparison.OrdinalIgnoreCase) && IsAutomatic(reading, invocation, "MyInvocation"),
        _ => false,
    };

    // A script may use the name for something of its own.
    private static bool IsAutomatic(ScriptReading reading, VariableExpressionAst variable, string name) =>
        Names.ScriptDefinitions.WithoutScope(variable.VariablePath).Equals(name, StringComparison.OrdinalIgnoreCase)
        && !reading.Variables.IsParameter(reading.Scope, variable.VariablePath) && reading.Variables.Values(reading.Scope, variable.VariablePath).Count == 0;
}
