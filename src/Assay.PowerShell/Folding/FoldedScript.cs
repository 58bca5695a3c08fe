namespace Assay.PowerShell.Folding;

/// <summary>The values that expressions of a script have, as far as they can be computed without running anything.</summary>
public sealed class FoldedScript
{
    private readonly Interpreter _interpreter;
    private readonly Interpreter? _windows;

    private FoldedScript(PowerShellScript script, Interpreter interpreter, Interpreter? windows, FoldedNames names)
    {
        Script = script;
        _interpreter = interpreter;
        _windows = windows;
        Names = names;
    }

    /// <summary>The script.</summary>
    public PowerShellScript Script { get; }

    /// <summary>Names that it defines, for scripts that run after it or inside it.</summary>
    public FoldedNames Names { get; }

    /// <summary>The limit that was reached before everything was evaluated; none when all was.</summary>
    public FoldLimit Reached => _interpreter.Reached is not FoldLimit.None and var reached ? reached : _windows?.Reached ?? FoldLimit.None;

    internal bool HasFailed => _interpreter.HasFailed || _windows is { HasFailed: true };

    /// <summary>Texts that it runs as code inside its own process, in the order in which they were found, layers of layers among them.</summary>
    public IReadOnlyList<FoldedLayer> Layers => _interpreter.Layers.Count >= (_windows?.Layers.Count ?? 0) ? _interpreter.Layers : _windows!.Layers;

    /// <summary>What it writes as a whole, where that is known.</summary>
    internal Output Output => _interpreter.Result;

    /// <summary>Folds a script.</summary>
    public static FoldedScript Fold(PowerShellScript script, FoldBudget budget) => Fold(script, budget, null);

    /// <summary>Folds a script that runs where names are already defined.</summary>
    public static FoldedScript Fold(PowerShellScript script, FoldBudget budget, FoldedNames? names)
    {
        var interpreter = Run(script, budget, names, windowsPowerShell: false);
        var windows = interpreter.EditionMatters ? Run(script, budget, names, windowsPowerShell: true) : null;
        return new FoldedScript(script, interpreter, windows, interpreter.Names());
    }

    /// <summary>The value of an expression, an element of a command, or an element of a pipeline; unknown when nothing is known.</summary>
    public FoldedValue ValueOf(Ast node)
    {
        while (true)
        {
            switch (node)
            {
                case StringConstantExpressionAst text:
                    return FoldedValue.Constant(text.Value);
                case ConstantExpressionAst number:
                    return FoldedValue.Constant(number.Value);
                case ParenExpressionAst parentheses:
                    node = parentheses.Pipeline;
                    continue;
                case PipelineAst { Elements: [.., var last] }:
                    node = last;
                    continue;
                case CommandExpressionAst element when !_interpreter.Records.ContainsKey(element):
                    node = element.Expression;
                    continue;
                case TypeExpressionAst type:
                    return FoldedValue.Constant(new FoldedType(_interpreter.Types.Resolve(type.TypeName)));
            }

            break;
        }

        // Where the editions differ, the one that makes sense of the text wins.
        if (_interpreter.Records.TryGetValue(node, out var value) && (value.IsConstant || _windows is null))
        {
            return value;
        }

        if (_windows is not null && _windows.Records.TryGetValue(node, out var other))
        {
            return other.IsConstant ? other : value;
        }

        return value.IsUnknown && node is ExpressionAst expression && Interpreter.IsLiteral(expression) ? _interpreter.EvaluateLiteral(expression) : value;
    }

    /// <summary>The full name of a type as it is written.</summary>
    public string ResolveType(TypeName type) => _interpreter.Types.Resolve(type);

    /// <summary>The command that a name stands for: aliases of the script first, then the built-in ones; the name itself where it is none.</summary>
    public string ResolveCommand(string name) => _interpreter.Commands.Resolve(name);

    private static Interpreter Run(PowerShellScript script, FoldBudget budget, FoldedNames? names, bool windowsPowerShell)
    {
        var interpreter = new Interpreter(script, budget, windowsPowerShell);
        interpreter.Run(names);
        return interpreter;
    }
}
