using Assay.Model;

namespace Assay.PowerShell.Facts;

/// <summary>Writes environment variables as calls of <c>System.Environment</c>.</summary>
internal static class EnvironmentFacts
{
    private const string Reads = "System.Environment::GetEnvironmentVariable";
    private const string Writes = "System.Environment::SetEnvironmentVariable";

    /// <summary>A path of the drive <c>Env:</c>; without a name it lists all variables.</summary>
    public static void Write(ScriptReading reading, string name, string access, int position, string? value)
    {
        if (name.Length == 0 || name.Contains('*', StringComparison.Ordinal))
        {
            reading.Add(FactKind.Call, "System.Environment::GetEnvironmentVariables", position);
        }
        else if (access is "read" or "none")
        {
            reading.Add(FactKind.Call, Reads, position, [new Argument(null, name)]);
        }
        else
        {
            reading.Add(FactKind.Call, Writes, position, [new Argument(null, name), value is null ? Argument.Unknown : new Argument(null, value)]);
        }
    }

    /// <summary><c>$env:NAME</c>.</summary>
    public static void WriteRead(ScriptReading reading, VariableExpressionAst variable) => reading.Add(FactKind.Call, Reads, variable, [new Argument(null, variable.VariablePath[4..])]);

    /// <summary><c>$env:NAME = value</c>.</summary>
    public static void WriteWrite(ScriptReading reading, VariableExpressionAst variable, Ast value)
    {
        var arguments = new List<Argument> { new(null, variable.VariablePath[4..]) };
        ArgumentWriter.Add(arguments, reading, null, value);
        reading.Add(FactKind.Call, Writes, variable, arguments);
    }

    /// <summary>True for variables of the drive <c>Env:</c>.</summary>
    public static bool IsEnvironment(VariableExpressionAst variable) => variable.VariablePath.Length > 4 && variable.VariablePath.StartsWith("env:", StringComparison.OrdinalIgnoreCase);
}
