using Assay.PowerShell.Names;

namespace Assay.PowerShell.Folding;

/// <summary>Resolves names of commands: aliases and functions of the script first, then the built-in ones.</summary>
internal sealed class CommandLookup
{
    private const int MaximumDepth = 8;

    public Dictionary<string, string> Aliases { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, FunctionEntry> Functions { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static bool SetsVariable(string name) => name.ToUpperInvariant() is "SET-VARIABLE" or "NEW-VARIABLE" or "SV" or "NV" or "SET" or "CLEAR-VARIABLE" or "CLV" or "REMOVE-VARIABLE" or "RV" or "SET-ITEM" or "SI";

    public static bool NamesVariable(string parameter) => parameter.ToUpperInvariant() is "OUTVARIABLE" or "OV" or "ERRORVARIABLE" or "EV" or "WARNINGVARIABLE" or "WV" or "INFORMATIONVARIABLE" or "IV" or "PIPELINEVARIABLE" or "PV";

    /// <summary>The command behind a name: <c>iex</c>, <c>Microsoft.PowerShell.Utility\Invoke-Expression</c> => <c>Invoke-Expression</c>.</summary>
    public string Resolve(string name)
    {
        var module = name.LastIndexOf('\\');
        if (module > 0 && module < name.Length - 1 && !name.Contains(':', StringComparison.Ordinal) && KnownCommands.Spelling(name[(module + 1)..]) is { } qualified)
        {
            return qualified;
        }

        for (var depth = 0; depth < MaximumDepth; depth++)
        {
            if (Aliases.TryGetValue(name, out var target))
            {
                name = target;
            }
            else if (Functions.ContainsKey(name))
            {
                return name;
            }
            else if (KnownCommands.Aliases.TryGetValue(name, out var builtIn))
            {
                name = builtIn.Command;
            }
            else
            {
                break;
            }
        }

        return KnownCommands.Spelling(name) ?? name;
    }

    /// <summary>Commands that a name or wildcard picks, in the order of their names.</summary>
    public List<FoldedCommand> FindCommands(string pattern, Workspace work)
    {
        var found = new List<FoldedCommand>();
        if (!Wildcards.HasWildcard(pattern))
        {
            if (Aliases.TryGetValue(pattern, out var target) || (KnownCommands.Aliases.TryGetValue(pattern, out var builtIn) && (target = builtIn.Command) is not null))
            {
                found.Add(new FoldedCommand(pattern, target, "Alias"));
            }
            else if (Functions.ContainsKey(pattern))
            {
                found.Add(new FoldedCommand(pattern, pattern, "Function"));
            }
            else if (KnownCommands.Spelling(pattern) is { } spelled)
            {
                found.Add(new FoldedCommand(spelled, spelled, "Cmdlet"));
            }

            return found;
        }

        foreach (var name in Functions.Keys.Concat(KnownCommands.All).Order(StringComparer.OrdinalIgnoreCase))
        {
            if (Wildcards.IsMatch(pattern, name, caseSensitive: false, work) == true)
            {
                found.Add(new FoldedCommand(name, name, "Cmdlet"));
            }
        }

        return found;
    }

    /// <summary>Aliases that a name or wildcard picks, in the order of their names.</summary>
    public List<FoldedCommand> FindAliases(string pattern, Workspace work)
    {
        var found = new List<FoldedCommand>();
        foreach (var alias in KnownCommands.Aliases)
        {
            if (!Aliases.ContainsKey(alias.Key) && Wildcards.IsMatch(pattern, alias.Key, caseSensitive: false, work) == true)
            {
                found.Add(new FoldedCommand(alias.Key, alias.Value.Command, "Alias"));
            }
        }

        foreach (var alias in Aliases)
        {
            if (Wildcards.IsMatch(pattern, alias.Key, caseSensitive: false, work) == true)
            {
                found.Add(new FoldedCommand(alias.Key, alias.Value, "Alias"));
            }
        }

        found.Sort((left, right) => string.Compare(left.Name, right.Name, StringComparison.OrdinalIgnoreCase));
        return found;
    }
}

/// <summary>A function of the script.</summary>
internal sealed class FunctionEntry(Unit unit, FunctionDefinitionAst definition)
{
    public Unit Unit { get; } = unit;

    public FunctionDefinitionAst Definition { get; } = definition;

    /// <summary>True once a call was evaluated.</summary>
    public bool IsEvaluated { get; set; }

    /// <summary>True when a call was not evaluated, so that its parameters may have any value.</summary>
    public bool HasOtherCalls { get; set; }

    /// <summary>Calls in a row that gave nothing.</summary>
    public int Barren { get; set; }
}

/// <summary>A text that is evaluated: the script, or one that it runs.</summary>
internal sealed class Unit(PowerShellScript script)
{
    private AssignmentMap? _assignments;

    public PowerShellScript Script { get; } = script;

    public AssignmentMap Assignments => _assignments ??= new AssignmentMap(Script.Root);
}
