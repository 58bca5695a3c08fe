namespace Assay.PowerShell.Names;

/// <summary>What a script defines itself: functions and aliases.</summary>
internal sealed class ScriptDefinitions
{
    private const int MaximumMeanings = 4;
    private readonly Dictionary<string, FunctionDefinitionAst> _functions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> _aliases = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<FunctionDefinitionAst, CommandParameters> _parameters = new(ReferenceEqualityComparer.Instance);

    /// <summary>Types by the names that hold in the script.</summary>
    public TypeNames Types { get; } = new();

    /// <summary>Adds a function; the first of a name counts.</summary>
    public void Add(FunctionDefinitionAst function) => _functions.TryAdd(WithoutScope(function.Name), function);

    /// <summary>Adds an alias. A name may have several meanings, one at a time.</summary>
    public void AddAlias(string name, string command)
    {
        if (name.Length == 0 || command.Length == 0 || name.Equals(command, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (!_aliases.TryGetValue(name, out var commands))
        {
            _aliases.Add(name, commands = []);
        }

        if (commands.Count < MaximumMeanings && !commands.Contains(command, StringComparer.OrdinalIgnoreCase))
        {
            commands.Add(command);
        }
    }

    /// <summary>The commands that an alias of the script stands for.</summary>
    public IReadOnlyList<string> Aliases(string name) => _aliases.TryGetValue(name, out var commands) ? commands : [];

    /// <summary>Finds a function of the script.</summary>
    public FunctionDefinitionAst? Function(string name) => _functions.GetValueOrDefault(name);

    /// <summary>The parameters of a function of the script.</summary>
    public CommandParameters Parameters(FunctionDefinitionAst function)
    {
        if (!_parameters.TryGetValue(function, out var parameters))
        {
            parameters = FunctionParameters.Read(function);
            _parameters.Add(function, parameters);
        }

        return parameters;
    }

    /// <summary><c>global:Name</c> => <c>Name</c>.</summary>
    public static string WithoutScope(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && name[..colon].ToLowerInvariant() is "global" or "script" or "local" or "private" ? name[(colon + 1)..] : name;
    }
}
