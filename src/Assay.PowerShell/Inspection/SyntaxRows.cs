using Assay.PowerShell.Names;

namespace Assay.PowerShell;

/// <summary>Lists what a script consists of, as the engine's own parser would name it.</summary>
internal sealed class SyntaxRows
{
    public List<InspectedCommand> Commands { get; } = [];
    public List<InspectedFunction> Functions { get; } = [];
    public List<InspectedType> Types { get; } = [];
    public List<InspectedMember> Members { get; } = [];
    public SortedDictionary<string, int> Strings { get; } = new(StringComparer.Ordinal);

    public static SyntaxRows Of(PowerShellScript script)
    {
        var rows = new SyntaxRows();
        foreach (var node in script.Root.DescendantsAndSelf())
        {
            rows.Add(node, script);
        }

        return rows;
    }

    private void Add(Ast node, PowerShellScript script)
    {
        switch (node)
        {
            case CommandAst command:
                AddCommand(command);
                break;
            case InvokeMemberExpressionAst call:
                Members.Add(new InspectedMember(call.MemberName, call.Static, call.Start, call.End, call.Arguments.Count));
                break;
            case TypeExpressionAst type:
                Add(type.TypeName, "expr");
                break;
            case TypeConstraintAst type:
                Add(type.TypeName, "constraint");
                break;
            case AttributeAst attribute:
                Add(attribute.TypeName, "attribute");
                break;
            case FunctionDefinitionAst function:
                Functions.Add(new InspectedFunction(function.Name, function.Keyword.ToString().ToLowerInvariant(), function.Start, function.End));
                break;
            case TypeDefinitionAst type:
                AddDefinition(type, script);
                break;
            case StringConstantExpressionAst text:
                Count(text.StringConstantType.ToString());
                break;
            case ExpandableStringExpressionAst text:
                Count("Expandable" + text.StringConstantType);
                break;
        }
    }

    private void Add(TypeName type, string use) => Types.Add(new InspectedType(type.Name, use, type.Start, type.End));

    private void Count(string kind) => Strings[kind] = Strings.GetValueOrDefault(kind) + 1;

    private void AddCommand(CommandAst command)
    {
        var invocation = command.InvocationOperator switch { TokenKind.Ampersand => "&", TokenKind.Dot => ".", _ => "" };
        var name = command.Elements.Count > 0 ? command.Elements[0] : command;
        var alias = command.Name is { } written && KnownCommands.Aliases.TryGetValue(written, out var known) ? known.Command : null;
        Commands.Add(new InspectedCommand(command.Name, name.Start, name.End, command.Start, command.End, command.Elements.Count, invocation, alias));
    }

    // The engine keeps a method twice: as a member, and as the function that is its body.
    private void AddDefinition(TypeDefinitionAst type, PowerShellScript script)
    {
        Functions.Add(new InspectedFunction(type.Name, type.Kind.ToString().ToLowerInvariant(), type.Start, type.End));
        foreach (var member in type.Members)
        {
            if (member is not FunctionMemberAst method)
            {
                continue;
            }

            Functions.Add(new InspectedFunction(method.Name, "method", method.Start, method.End));
            Functions.Add(new InspectedFunction(method.Name, "function", NameStart(method, script), method.End));
            if (!method.IsStatic && method.Name.Equals(type.Name, StringComparison.OrdinalIgnoreCase))
            {
                AddBaseConstructor(method, script);
            }
        }
    }

    // Every constructor calls that of its base: where the text does not say so, at no place.
    private void AddBaseConstructor(FunctionMemberAst constructor, PowerShellScript script)
    {
        var (start, end) = (0, 0);
        if (constructor.BaseArguments is not null)
        {
            foreach (var token in TokensBetween(script, constructor.Start, constructor.Body.Start))
            {
                start = token.Kind == TokenKind.Base ? token.Start : start;
                end = token.Kind == TokenKind.RParen ? token.End : end;
            }
        }

        Members.Add(new InspectedMember(".ctor", Static: false, start, end, constructor.BaseArguments?.Count ?? 0));
        Count("BareWord");
    }

    private static int NameStart(FunctionMemberAst method, PowerShellScript script)
    {
        var from = method.Start;
        foreach (var attribute in method.Attributes)
        {
            from = Math.Max(from, attribute.End);
        }

        foreach (var token in TokensBetween(script, from, method.End))
        {
            if (script.Text.AsSpan(token.Start, token.End - token.Start).Equals(method.Name, StringComparison.Ordinal))
            {
                return token.Start;
            }
        }

        return method.Start;
    }

    private static IEnumerable<Token> TokensBetween(PowerShellScript script, int start, int end)
    {
        var tokens = script.Tokens;
        int low = 0, high = tokens.Count;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            (low, high) = tokens[middle].Start < start ? (middle + 1, high) : (low, middle);
        }

        for (var i = low; i < tokens.Count && tokens[i].End <= end; i++)
        {
            yield return tokens[i];
        }
    }
}
