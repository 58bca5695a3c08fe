namespace Assay.PowerShell.Folding;

/// <summary>A text that a script runs as code: by <c>Invoke-Expression</c>, a script block made of a text, <c>InvokeScript</c>.</summary>
/// <param name="Host">The command or call that runs it.</param>
/// <param name="Source">The text and how it became known.</param>
/// <param name="Script">The parsed text. <see cref="FoldedScript.ValueOf"/> of the host knows the values of its nodes.</param>
public sealed record FoldedLayer(Ast Host, FoldedValue Source, PowerShellScript Script);

/// <summary>Names that a script defines: variables, functions and aliases.</summary>
public sealed class FoldedNames
{
    private readonly Frame _variables;
    private readonly CommandLookup _commands;

    internal FoldedNames(Frame variables, CommandLookup commands)
    {
        _variables = variables;
        _commands = commands;
    }

    /// <summary>Aliases of the script with the commands that they name.</summary>
    public IReadOnlyDictionary<string, string> Aliases => _commands.Aliases;

    /// <summary>Names of the functions of the script.</summary>
    public IEnumerable<string> Functions => _commands.Functions.Keys;

    /// <summary>Gives the body of a function; null when the script defines none of that name.</summary>
    public FunctionDefinitionAst? FindFunction(string name) => _commands.Functions.GetValueOrDefault(name)?.Definition;

    /// <summary>The value that a variable has at the end.</summary>
    public FoldedValue ValueOf(string variable) => _variables.ValueOf(variable);

    internal void CopyTo(Variables variables, CommandLookup commands)
    {
        foreach (var name in _variables.Names)
        {
            variables.Set(variables.Global, name, _variables.ValueOf(name));
        }

        foreach (var (name, target) in _commands.Aliases)
        {
            commands.Aliases[name] = target;
        }

        foreach (var (name, function) in _commands.Functions)
        {
            commands.Functions[name] = new FunctionEntry(function.Unit, function.Definition) { IsEvaluated = true };
        }
    }
}
