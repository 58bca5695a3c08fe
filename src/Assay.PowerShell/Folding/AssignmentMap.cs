namespace Assay.PowerShell.Folding;

/// <summary>Where a script assigns variables or may change what they hold, in the order of the text: says what a loop or block that is not evaluated makes unknown.</summary>
internal sealed class AssignmentMap
{
    /// <summary>Stands for a name that is not known.</summary>
    public const string AnyName = "*";

    private readonly int[] _positions;
    private readonly (string Name, bool Touched)[] _names;

    public AssignmentMap(Ast root)
    {
        var positions = new List<int>();
        var names = new List<(string, bool)>();
        var functionEnd = 0;
        foreach (var node in root.DescendantsAndSelf())
        {
            functionEnd = node is FunctionDefinitionAst ? Math.Max(functionEnd, node.End) : functionEnd;
            if (node is AssignmentStatementAst { Left: var left } && node.Start < functionEnd && RootOf(left) is { } target && VariablePaths.IsGlobal(target.VariablePath))
            {
                GlobalsOfFunctions.Add(VariablePaths.NameOf(target.VariablePath));
            }

            Collect(node, positions, names);
        }

        _positions = [.. positions];
        _names = [.. names];
        Array.Sort(_positions, _names);
    }

    /// <summary>Variables of the script's scope that its functions assign.</summary>
    public HashSet<string> GlobalsOfFunctions { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The assignments inside a node.</summary>
    public ReadOnlySpan<(string Name, bool Touched)> Within(Ast node)
    {
        var from = LowerBound(node.Start);
        var to = LowerBound(node.End);
        return _names.AsSpan(from, Math.Max(0, to - from));
    }

    private int LowerBound(int position)
    {
        int low = 0, high = _positions.Length;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (_positions[middle] < position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static void Collect(Ast node, List<int> positions, List<(string, bool)> names)
    {
        switch (node)
        {
            case AssignmentStatementAst assignment:
                AddTargets(assignment.Left, positions, names);
                break;
            case ForEachStatementAst loop:
                Add(loop.Variable, touched: false);
                break;
            case UnaryExpressionAst { Operator: TokenKind.PlusPlus or TokenKind.MinusMinus or TokenKind.PostfixPlusPlus or TokenKind.PostfixMinusMinus } unary:
                AddTargets(unary.Child, positions, names);
                break;
            case InvokeMemberExpressionAst call:
                Add(RootOf(call.Expression), touched: true);
                foreach (var argument in call.Arguments)
                {
                    Add(RootOf(argument), touched: argument is not ConvertExpressionAst);
                }

                break;
            case BinaryExpressionAst { Operator: TokenKind.Imatch or TokenKind.Cmatch or TokenKind.Inotmatch or TokenKind.Cnotmatch }:
                positions.Add(node.Start);
                names.Add(("Matches", false));
                break;
            case CommandAst command:
                AddCommand(command, positions, names);
                break;
        }

        void Add(VariableExpressionAst? variable, bool touched)
        {
            if (variable is not null)
            {
                positions.Add(variable.Start);
                names.Add((VariablePaths.NameOf(variable.VariablePath), touched));
            }
        }
    }

    private static void AddTargets(ExpressionAst target, List<int> positions, List<(string, bool)> names)
    {
        if (target is ArrayLiteralAst several)
        {
            foreach (var element in several.Elements)
            {
                AddTargets(element, positions, names);
            }
        }
        else if (RootOf(target) is { } variable)
        {
            positions.Add(variable.Start);
            names.Add((VariablePaths.NameOf(variable.VariablePath), false));
        }
    }

    private static void AddCommand(CommandAst command, List<int> positions, List<(string, bool)> names)
    {
        var sets = command.Name is { } name && CommandLookup.SetsVariable(name);
        for (var i = 1; i < command.Elements.Count; i++)
        {
            var isName = sets || (i > 0 && command.Elements[i - 1] is CommandParameterAst { Argument: null } parameter && CommandLookup.NamesVariable(parameter.Name));
            if (isName && command.Elements[i] is not CommandParameterAst)
            {
                positions.Add(command.Start);
                names.Add((command.Elements[i] is StringConstantExpressionAst text ? VariablePaths.NameOf(text.Value) : AnyName, false));
            }
        }
    }

    // $x, $x[0], $x.y, ([int]$x) => $x
    private static VariableExpressionAst? RootOf(ExpressionAst target)
    {
        for (var node = target; ;)
        {
            switch (node)
            {
                case VariableExpressionAst variable:
                    return variable;
                case IndexExpressionAst index:
                    node = index.Target;
                    break;
                case MemberExpressionAst member:
                    node = member.Expression;
                    break;
                case AttributedExpressionAst attributed:
                    node = attributed.Child;
                    break;
                case ParenExpressionAst { Pipeline: PipelineAst { Elements: [CommandExpressionAst { Expression: var inner }] } }:
                    node = inner;
                    break;
                default:
                    return null;
            }
        }
    }
}

/// <summary>Names of variables with their scope or drive.</summary>
internal static class VariablePaths
{
    /// <summary>The name without its scope; a drive such as <c>env:</c> stays.</summary>
    public static string NameOf(string path)
    {
        var colon = path.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && IsScope(path.AsSpan(0, colon)) ? path[(colon + 1)..] : path;
    }

    public static bool IsGlobal(string path) => path.StartsWith("global:", StringComparison.OrdinalIgnoreCase) || path.StartsWith("script:", StringComparison.OrdinalIgnoreCase);

    private static bool IsScope(ReadOnlySpan<char> scope) =>
        scope.Equals("script", StringComparison.OrdinalIgnoreCase) || scope.Equals("global", StringComparison.OrdinalIgnoreCase) || scope.Equals("local", StringComparison.OrdinalIgnoreCase)
        || scope.Equals("private", StringComparison.OrdinalIgnoreCase) || scope.Equals("variable", StringComparison.OrdinalIgnoreCase) || scope.Equals("using", StringComparison.OrdinalIgnoreCase);
}
