using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Assay.PowerShell.Names;

/// <summary>The parameters of one command.</summary>
internal sealed class CommandParameters
{
    private static readonly FrozenDictionary<string, string> Table = EmbeddedTable.Rows("parameters.tsv").ToFrozenDictionary(row => row[0], row => row[1], StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<string, CommandParameters> Known = new(StringComparer.OrdinalIgnoreCase);

    // about_CommonParameters
    private static readonly ParameterDefinition[] CommonParameters =
    [
        .. "Verbose!=vb Debug!=db ErrorAction=ea WarningAction=wa InformationAction=infa ProgressAction=proga ErrorVariable=ev WarningVariable=wv InformationVariable=iv OutVariable=ov OutBuffer=ob PipelineVariable=pv"
            .Split(' ').Select(ParameterDefinition.Parse),
    ];

    // Not every command has these: a beginning that fits another parameter is that one's.
    private static readonly ParameterDefinition[] AskingParameters = [ParameterDefinition.Parse("WhatIf!=wi"), ParameterDefinition.Parse("Confirm!=cf")];

    private readonly ParameterDefinition[] _parameters;

    public CommandParameters(IEnumerable<ParameterDefinition> parameters, bool isComplete)
    {
        _parameters = [.. parameters];
        IsComplete = isComplete;
    }

    /// <summary>Only the parameters that every command has: for commands that are not in the table.</summary>
    public static CommandParameters Unknown { get; } = new([], isComplete: false);

    /// <summary>The command's own parameters.</summary>
    public IReadOnlyList<ParameterDefinition> Parameters => _parameters;

    /// <summary>False when the command may have others.</summary>
    public bool IsComplete { get; }

    /// <summary>Finds the parameters of a known command.</summary>
    public static CommandParameters? OfCommand(string command) =>
        Table.TryGetValue(command, out var line) ? Known.GetOrAdd(command, static (_, line) => new CommandParameters(line.Split(' ').Select(ParameterDefinition.Parse), isComplete: true), line) : null;

    /// <summary>Finds a parameter as the engine does: the exact name or alias wins, else the only one that starts so. Null when there is none, or several.</summary>
    public ParameterDefinition? Find(string name)
    {
        if ((FindExact(_parameters, name) ?? FindExact(CommonParameters, name) ?? FindExact(AskingParameters, name)) is { } exact)
        {
            return exact;
        }

        // A command that is not known may have a parameter that starts like a common one.
        if (!IsComplete || name.Length == 0)
        {
            return null;
        }

        ParameterDefinition? only = null;
        if (!FindPrefix(_parameters, name, ref only) || !FindPrefix(CommonParameters, name, ref only))
        {
            return null;
        }

        return only is null && !FindPrefix(AskingParameters, name, ref only) ? null : only;
    }

    private static ParameterDefinition? FindExact(ParameterDefinition[] parameters, string name)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return parameter;
            }

            foreach (var alias in parameter.Aliases)
            {
                if (alias.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return parameter;
                }
            }
        }

        return null;
    }

    // False when two parameters start so.
    private static bool FindPrefix(ParameterDefinition[] parameters, string name, ref ParameterDefinition? only)
    {
        foreach (var parameter in parameters)
        {
            if (!StartsWith(parameter, name))
            {
                continue;
            }

            if (only is not null)
            {
                return false;
            }

            only = parameter;
        }

        return true;
    }

    private static bool StartsWith(ParameterDefinition parameter, string name)
    {
        if (parameter.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        foreach (var alias in parameter.Aliases)
        {
            if (alias.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
