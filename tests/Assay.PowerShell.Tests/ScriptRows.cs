using System.Globalization;

namespace Assay.PowerShell.Tests;

/// <summary>What a script consists of, as lines of text that can be compared with those of another parser. The order of lines means nothing.</summary>
internal sealed class ScriptRows
{
    public List<string> Tokens { get; } = [];
    public List<string> Commands { get; } = [];
    public List<string> CommandNames { get; } = [];
    public List<string> Members { get; } = [];
    public List<string> Types { get; } = [];
    public List<string> Functions { get; } = [];
    public List<string> Strings { get; } = [];
    public List<string> StringKinds { get; } = [];
    public List<string> Variables { get; } = [];
    public List<string> Errors { get; } = [];

    public static ScriptRows Of(PowerShellScript script)
    {
        var rows = new ScriptRows();
        rows.Tokens.AddRange(ReadByEngine.Tokens(script).Select(token => Row(token.Kind.ToString(), token.Start, token.End)));
        rows.Errors.AddRange(script.Errors.Select(error => Row(error.Id, error.Start, error.End)));
        var pending = new Stack<(Ast Node, Ast? Parent)>([(script.Root, null)]);
        while (pending.TryPop(out var next))
        {
            rows.Add(next.Node, next.Parent, script);
            foreach (var child in next.Node.Children.Where(child => !ReadByEngine.Drops(next.Node, child, script)))
            {
                pending.Push((child, next.Node));
            }
        }

        return rows;
    }

    public static string Row(params object?[] values) =>
        string.Join(' ', values.Select(value => value is string text ? "\"" + text + "\"" : Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } shown ? shown : "null"));

    /// <summary>A command with its elements, each a row of kind, start, end and value.</summary>
    public static string CommandRow(string? name, string invocation, int start, int end, IEnumerable<string> elements) =>
        Row(name, invocation, start, end) + ": " + string.Join(", ", elements);

    private void Add(Ast node, Ast? parent, PowerShellScript script)
    {
        switch (node)
        {
            case CommandAst command:
                AddCommand(command);
                break;
            case InvokeMemberExpressionAst call:
                Members.Add(Row(call.MemberName, call.Static, call.Arguments.Count, call.Start, call.End));
                break;
            case TypeExpressionAst type:
                Types.Add(Row(type.TypeName.Name, "expr", type.TypeName.Start, type.TypeName.End));
                break;
            case TypeConstraintAst type:
                Types.Add(Row(type.TypeName.Name, "constraint", type.TypeName.Start, type.TypeName.End));
                break;
            case AttributeAst attribute:
                Types.Add(Row(attribute.TypeName.Name, "attribute", attribute.TypeName.Start, attribute.TypeName.End));
                break;
            case FunctionDefinitionAst function:
                Functions.Add(Row(function.Name, Lower(function.Keyword), function.Start, function.End));
                break;
            case TypeDefinitionAst type when parent is not ErrorStatementAst:
                AddTypeDefinition(type, script);
                break;
            case StringConstantExpressionAst text:
                AddString(text.Value, text.StringConstantType.ToString(), text);
                break;
            case ExpandableStringExpressionAst text:
                AddString(text.Value, "Expandable" + text.StringConstantType, text);
                break;
            case VariableExpressionAst variable:
                Variables.Add(Row(variable.VariablePath, variable.Splatted ? "splat" : "var", variable.Start, variable.End));
                break;
        }
    }

    private void AddCommand(CommandAst command)
    {
        var invocation = command.InvocationOperator switch
        {
            TokenKind.Ampersand => "&",
            TokenKind.Dot => ".",
            _ => "",
        };
        var name = command.Elements.Count > 0 ? command.Elements[0] : command;
        Commands.Add(CommandRow(command.Name, invocation, command.Start, command.End, command.Elements.Select(Element)));
        CommandNames.Add(Row(command.Name, name.Start, name.End, command.Start, command.End, command.Elements.Count, invocation));
    }

    private static string Element(Ast element) => Row(ElementKind(element), element.Start, element.End, element switch
    {
        StringConstantExpressionAst text => text.Value,
        CommandParameterAst parameter => parameter.Name,
        VariableExpressionAst variable => (variable.Splatted ? "@" : "$") + variable.VariablePath,
        _ => null,
    });

    // ParenExpressionAst => Paren, HashtableAst => Hashtable
    private static string ElementKind(Ast element) =>
        element.GetType().Name.Replace("ExpressionAst", "", StringComparison.Ordinal).Replace("Ast", "", StringComparison.Ordinal);

    private void AddString(string value, string kind, ExpressionAst text)
    {
        Strings.Add(Row(value, kind, text.Start, text.End));
        StringKinds.Add(kind);
    }

    private void AddTypeDefinition(TypeDefinitionAst type, PowerShellScript script)
    {
        Functions.Add(Row(type.Name, type.Kind.ToString().ToLowerInvariant(), type.Start, type.End));
        foreach (var method in type.Members.OfType<FunctionMemberAst>())
        {
            Functions.Add(Row(method.Name, "method", method.Start, method.End));
            Functions.Add(Row(method.Name, "function", NameStart(method, script), method.End));
            if (!method.IsStatic && string.Equals(method.Name, type.Name, StringComparison.OrdinalIgnoreCase))
            {
                AddBaseConstructor(method, script);
            }
        }
    }

    // Every constructor calls that of its base: where the text does not say so, at no place.
    private void AddBaseConstructor(FunctionMemberAst constructor, PowerShellScript script)
    {
        var (start, keywordEnd, end) = (0, 0, 0);
        if (constructor.BaseArguments is not null)
        {
            var before = script.Tokens.Where(token => token.Start >= constructor.Start && token.End <= constructor.Body.Start).ToList();
            var keyword = before.Last(token => token.Kind == TokenKind.Base);
            (start, keywordEnd, end) = (keyword.Start, keyword.End, before.Last(token => token.Kind == TokenKind.RParen).End);
        }

        Members.Add(Row(".ctor", false, constructor.BaseArguments?.Count ?? 0, start, end));
        Strings.Add(Row(".ctor", "BareWord", start, keywordEnd));
        StringKinds.Add("BareWord");
        Variables.Add(Row("this", "var", start, keywordEnd));
    }

    private static int NameStart(FunctionMemberAst method, PowerShellScript script)
    {
        var from = method.Attributes.Count > 0 ? Math.Max(method.Start, method.Attributes.Max(attribute => attribute.End)) : method.Start;
        foreach (var token in script.Tokens)
        {
            if (token.Start >= from && script.Text.AsSpan(token.Start, token.End - token.Start).Equals(method.Name, StringComparison.Ordinal))
            {
                return token.Start;
            }
        }

        return method.Start;
    }

    private static string Lower(TokenKind kind) => kind.ToString().ToLowerInvariant();
}
