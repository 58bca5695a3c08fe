using Assay.PowerShell.Names;

namespace Assay.PowerShell.Facts;

/// <summary>Goes through a script once to learn what it defines: functions, aliases, classes, what variables are given.</summary>
internal sealed class DefinitionPass(ScriptReading reading, Dictionary<Ast, int> scopes)
{
    private readonly Stack<(Ast Node, int Scope)> _pending = new();
    private readonly List<Ast> _children = [];
    private readonly List<CommandAst> _addTypes = [];

    public void Run()
    {
        _pending.Push((reading.Script.Root, ScriptVariables.Root));
        while (_pending.TryPop(out var entry))
        {
            reading.Scope = entry.Scope;
            Visit(entry.Node, entry.Scope);
            _children.Clear();
            entry.Node.AddChildren(_children);
            var scope = scopes.GetValueOrDefault(entry.Node, entry.Scope);
            for (var i = _children.Count - 1; i >= 0; i--)
            {
                _pending.Push((_children[i], scope));
            }
        }

        foreach (var command in _addTypes)
        {
            AddTypeFacts.Collect(reading, command, ArgumentBinder.Bind(command, CommandParameters.OfCommand("Add-Type")!, reading), reading.NativeFunctions);
        }
    }

    private void Visit(Ast node, int scope)
    {
        switch (node)
        {
            case FunctionDefinitionAst function:
                reading.Definitions.Add(function);
                Open(function, function.Parameters ?? function.Body.ParamBlock?.Parameters ?? []);
                break;
            case FunctionMemberAst method:
                Open(method, method.Parameters);
                break;
            case ScriptBlockAst { ParamBlock: { } block } when scope == ScriptVariables.Root && ReferenceEquals(node, reading.Script.Root):
                AddParameters(scope, block.Parameters);
                break;
            case TypeDefinitionAst type:
                reading.Definitions.Types.Declare(type.Name);
                break;
            case UsingStatementAst { Kind: UsingStatementKind.Namespace, NameText: { } name }:
                reading.Definitions.Types.Use(name);
                break;
            case AssignmentStatementAst assignment:
                Assign(scope, assignment);
                break;
            case ForEachStatementAst loop:
                reading.Variables.Add(scope, loop.Variable.VariablePath, loop.Condition);
                break;
            case UnaryExpressionAst { Child: VariableExpressionAst counted, Operator: TokenKind.PlusPlus or TokenKind.MinusMinus or TokenKind.PostfixPlusPlus or TokenKind.PostfixMinusMinus }:
                reading.Variables.Add(scope, counted.VariablePath, null);
                break;
            case ConvertExpressionAst { Child: VariableExpressionAst passed } cast when cast.Type.TypeName.SimpleName.Equals("ref", StringComparison.OrdinalIgnoreCase):
                reading.Variables.Add(scope, passed.VariablePath, null);
                break;
            case InvokeMemberExpressionAst { Expression: VariableExpressionAst table, MemberName: { } member, Arguments: [var key, var value] } when member.Equals("Add", StringComparison.OrdinalIgnoreCase):
                AddEntry(scope, table, key, value);
                break;
            case CommandAst { Name: { } name } command:
                VisitCommand(scope, command, name);
                break;
        }
    }

    private void Open(Ast function, IReadOnlyList<ParameterAst> parameters)
    {
        var scope = scopes.Count + 1;
        scopes[function] = scope;
        AddParameters(scope, parameters);
    }

    private void AddParameters(int scope, IReadOnlyList<ParameterAst> parameters)
    {
        foreach (var parameter in parameters)
        {
            reading.Variables.AddParameter(scope, parameter.Name.VariablePath);
            foreach (var attribute in parameter.Attributes)
            {
                if (attribute is TypeConstraintAst type)
                {
                    reading.Variables.AddType(scope, parameter.Name.VariablePath, type.TypeName);
                }
            }
        }
    }

    private void Assign(int scope, AssignmentStatementAst assignment)
    {
        var left = assignment.Left;
        while (left is AttributedExpressionAst attributed)
        {
            if (attributed is ConvertExpressionAst cast && attributed.Child is VariableExpressionAst typed)
            {
                reading.Variables.AddType(scope, typed.VariablePath, cast.Type.TypeName);
            }

            left = attributed.Child;
        }

        switch (left)
        {
            case VariableExpressionAst variable:
                reading.Variables.Add(scope, variable.VariablePath, assignment.Operator == TokenKind.Equals ? assignment.Right : null);
                if (variable.VariablePath.StartsWith("alias:", StringComparison.OrdinalIgnoreCase) && Unwrap.Expression(assignment.Right) is { } command && reading.ConstantText(command) is { } text)
                {
                    reading.Definitions.AddAlias(variable.VariablePath[6..], text);
                }

                break;
            case ArrayLiteralAst several:
                foreach (var one in several.Elements)
                {
                    if (Unwrap.Brackets(one, casts: true) is VariableExpressionAst part)
                    {
                        reading.Variables.Add(scope, part.VariablePath, null);
                    }
                }

                break;
            case IndexExpressionAst { Target: VariableExpressionAst table } index:
                AddEntry(scope, table, index.Index, assignment.Right);
                break;
            case MemberExpressionAst { Expression: VariableExpressionAst table, MemberName: { } key } and not InvokeMemberExpressionAst:
                reading.Variables.AddEntry(scope, table.VariablePath, key, assignment.Right);
                break;
        }
    }

    private void AddEntry(int scope, VariableExpressionAst table, ExpressionAst key, Ast value)
    {
        if (reading.ConstantText(key) is { } text)
        {
            reading.Variables.AddEntry(scope, table.VariablePath, text, value);
        }
    }

    private void VisitCommand(int scope, CommandAst command, string name)
    {
        var bare = name[(name.LastIndexOf('\\') + 1)..];
        var known = KnownCommands.Aliases.TryGetValue(bare, out var alias) ? alias.Command : KnownCommands.Spelling(bare);
        switch (known)
        {
            case "Set-Alias" or "New-Alias":
                var (aliasName, aliasValue) = Pair(command, known, "Name", "Value");
                if (aliasName is not null && aliasValue is not null && reading.ConstantText(aliasValue) is { } text)
                {
                    reading.Definitions.AddAlias(aliasName, text);
                }

                break;
            case "Set-Item" or "New-Item":
                var (path, item) = Pair(command, known, "Path", "Value");
                if (path is not null && item is not null && path.StartsWith("alias:", StringComparison.OrdinalIgnoreCase) && reading.ConstantText(item) is { } target)
                {
                    reading.Definitions.AddAlias(path[6..].Trim('\\', '/'), target);
                }

                break;
            case "Set-Variable" or "New-Variable":
                var (variable, value) = Pair(command, known, "Name", "Value");
                if (variable is not null)
                {
                    reading.Variables.Add(scope, variable, value);
                }

                break;
            case "Add-Type":
                _addTypes.Add(command);
                break;
        }
    }

    private (string? Name, Ast? Value) Pair(CommandAst command, string known, string name, string value)
    {
        string? first = null;
        Ast? second = null;
        foreach (var argument in ArgumentBinder.Bind(command, CommandParameters.OfCommand(known)!, reading))
        {
            if (name.Equals(argument.Name, StringComparison.Ordinal))
            {
                first = reading.ConstantText(argument.Value) ?? argument.Known.Text;
            }
            else if (value.Equals(argument.Name, StringComparison.Ordinal))
            {
                second = argument.Value;
            }
        }

        return (first, second);
    }
}
