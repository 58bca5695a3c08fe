using System.Collections.Frozen;
using System.Text;

namespace Assay.PowerShell.Folding;

/// <summary>Calls of methods.</summary>
internal sealed partial class Interpreter
{
    // Methods of lists, tables and builders that change nothing.
    private static readonly FrozenSet<string> Reading = new[]
    {
        "Contains", "ContainsKey", "ContainsValue", "IndexOf", "ToString", "Clone", "ToArray", "GetType", "GetEnumerator", "Where", "ForEach", "Get_Item", "Item", "Equals", "GetValue", "Invoke", "Find", "GetLength", "GetUpperBound",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private FoldedValue InvokeMember(InvokeMemberExpressionAst node, FoldedValue target)
    {
        var name = node.MemberName;
        var built = Techniques.None;
        if (name is null)
        {
            var member = Evaluate(node.Member);
            name = member.Text ?? (member.Content as MethodReference)?.Name;
            built = member.Techniques & ~Techniques.Variable;
        }

        if (name is null || !target.IsConstant)
        {
            return InvokeUnknown(node, target, name);
        }

        target = OwnBefore(node, target, name);
        if (!target.IsConstant)
        {
            return InvokeUnknown(node, target, name);
        }

        var values = new object?[node.Arguments.Count];
        var techniques = target.Techniques | (built & Techniques.None);
        var known = true;
        for (var i = 0; i < values.Length; i++)
        {
            var argument = Evaluate(node.Arguments[i]);
            techniques |= argument.Techniques;
            known &= argument.IsConstant;
            values[i] = argument.AsElement();
        }

        if (target.Content is null)
        {
            return node.NullConditional ? FoldedValue.Constant(null) : default;
        }

        if (Sequences.IsMutable(target.Content) || node.Static)
        {
            _variables.Touch();
        }

        var value = InvokeKnown(node, target, name, values, known, techniques);
        if (!value.IsConstant)
        {
            _opaque++;
            AfterUnknown(node, target, name);
            if (value.IsUnknown)
            {
                value = FoldedValue.OfType(node.Static && target.Content is FoldedType type ? MemberTypes.Of(type.FullName, name, isStatic: true, values.Length) : MemberTypes.Of(target.TypeName, name, isStatic: false, values.Length));
            }
        }
        else if (Sequences.IsMutable(target.Content) && techniques != target.Techniques && RootOf(node.Expression) is { } root)
        {
            SetPath(root.VariablePath, target.With(techniques));
        }

        return value;
    }

    private FoldedValue InvokeUnknown(InvokeMemberExpressionAst node, in FoldedValue target, string? name)
    {
        foreach (var argument in node.Arguments)
        {
            var value = Evaluate(argument);
            WalkIfBlock(value);
            if (value is { IsConstant: true, Content: Array } && name is not null && Fills(name))
            {
                Poison(argument, always: false);
            }
        }

        _opaque++;
        return name is null || node.Static ? default : FoldedValue.OfType(MemberTypes.Of(target.TypeName, name, isStatic: false, node.Arguments.Count));
    }

    // Methods that write into an array that they are given.
    private static bool Fills(string name) =>
        name.StartsWith("Read", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Receive", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Copy", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("GetBytes", StringComparison.OrdinalIgnoreCase) || name.StartsWith("GetNonZeroBytes", StringComparison.OrdinalIgnoreCase) || name.StartsWith("NextBytes", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Transform", StringComparison.OrdinalIgnoreCase);

    // A method that changes its target needs the branch's own copy.
    private FoldedValue OwnBefore(InvokeMemberExpressionAst node, in FoldedValue target, string name)
    {
        if (!_variables.InBranch)
        {
            return target;
        }

        if (node.Static)
        {
            if (target.Content is FoldedType { FullName: "System.Array" } && node.Arguments.Count > 0)
            {
                Own(node.Arguments[0]);
            }

            return target;
        }

        return Sequences.IsMutable(target.Content) && !Reading.Contains(name) && Own(node.Expression) is { } copy ? copy : target;
    }

    /// <summary>Gives a variable its own copy of what it holds, unless it has one in this branch.</summary>
    private FoldedValue? Own(ExpressionAst expression)
    {
        if (expression is not VariableExpressionAst variable || _variables.Owns(VariablePaths.NameOf(variable.VariablePath)))
        {
            return null;
        }

        var value = ReadPath(variable.VariablePath);
        if (!value.IsConstant || !Sequences.IsMutable(value.Content))
        {
            return null;
        }

        // Without the room for a copy nothing is known any more: the value itself belongs to others.
        var copy = _work.Fits(Sequences.CopyLength(value.Content)) ? FoldedValue.Constant(Sequences.Copy(value.Content), value.Techniques) : FoldedValue.OfType(value.TypeName);
        SetPath(variable.VariablePath, copy);
        return copy;
    }

    private void AfterUnknown(InvokeMemberExpressionAst node, in FoldedValue target, string name)
    {
        if (node.Static)
        {
            if (target.Content is FoldedType { FullName: "System.Array" or "System.Buffer" or "System.Runtime.InteropServices.Marshal" })
            {
                foreach (var argument in node.Arguments)
                {
                    Poison(argument, always: false);
                }
            }
        }
        else if (Sequences.IsMutable(target.Content) && !Reading.Contains(name))
        {
            Poison(node.Expression, always: false);
        }
    }

    /// <summary>Makes the variable unknown that an expression starts with: what it holds may have changed.</summary>
    private void Poison(ExpressionAst expression, bool always)
    {
        if (RootOf(expression) is { } variable)
        {
            _variables.Forget(VariablePaths.NameOf(variable.VariablePath), onlyMutable: !always);
        }
    }

    private static VariableExpressionAst? RootOf(ExpressionAst expression)
    {
        for (var node = expression; ;)
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
                default:
                    return null;
            }
        }
    }

    private FoldedValue InvokeKnown(InvokeMemberExpressionAst node, in FoldedValue target, string name, object?[] values, bool known, Techniques techniques)
    {
        _work.Used = Techniques.None;
        switch (target.Content)
        {
            case FoldedType type when node.Static:
                if (!known)
                {
                    WalkBlocks(values);
                    return type.FullName is "System.Collections.ArrayList" or "System.Collections.Generic.List`1" || !name.Equals("new", StringComparison.OrdinalIgnoreCase) ? default : FoldedValue.OfType(type.FullName);
                }

                return InvokeStatic(node, type, name, values, techniques);
            case FoldedBlock block:
                return name.ToUpperInvariant() switch
                {
                    "INVOKE" or "INVOKERETURNASIS" => InvokeBlock(node, block, values, techniques),
                    "TOSTRING" => FoldedValue.Constant(block.Text, techniques),
                    "GETNEWCLOSURE" => target,
                    _ => default,
                };
            case EngineObject engine:
                return InvokeEngine(node, engine, name, values, techniques);
            case MethodReference method when name.Equals("Invoke", StringComparison.OrdinalIgnoreCase):
                var inner = FoldedValue.Constant(method.Target, method.Techniques);
                return method.Target is FoldedBlock owner ? InvokeBlock(node, owner, values, techniques) : InvokeKnown(node, inner, method.Name, values, known, techniques);
            case Array or ListObject or string or int when name.Equals("ForEach", StringComparison.OrdinalIgnoreCase) || name.Equals("Where", StringComparison.OrdinalIgnoreCase):
                return values is [FoldedBlock { } body] ? ForEachMethod(target, body, name.Equals("Where", StringComparison.OrdinalIgnoreCase), techniques) : default;
        }

        if (!known && target.Content is not (ListObject or FoldedTable or Array))
        {
            WalkBlocks(values);
            return default;
        }

        var result = InvokeInstance(target.Content, name, new Arguments(values, _work));
        return FoldedValue.Of(result, techniques | _work.Used);
    }

    private static object? InvokeInstance(object? target, string name, in Arguments arguments)
    {
        var result = target switch
        {
            string text => StringMembers.Invoke(text, name, arguments),
            Array or ListObject or FoldedTable => SequenceMembers.Invoke(target, name, arguments),
            Encoding encoding => Encodings.Invoke(encoding, name, arguments),
            TextBuilder builder => BuilderMembers.Invoke(builder, name, arguments),
            ByteStream stream => Streams.Invoke(stream, name, arguments),
            TextSource source => Streams.Invoke(source, name, arguments),
            PatternObject pattern => PatternMembers.Invoke(pattern, name, arguments),
            _ => UnknownElement.Any,
        };
        if (result is not UnknownElement)
        {
            return result;
        }

        return name.ToUpperInvariant() switch
        {
            "TOSTRING" when arguments.Count == 0 && target is not (Array or ListObject or FoldedTable) => Texts.Of(target, " ") ?? (object)UnknownElement.Any,
            "TOSTRING" when arguments.Count == 1 && Numbers.IsNumber(target) && arguments.Text(0, out var format) => CompositeFormat.Format(target, format, arguments.Work) ?? (object)UnknownElement.Any,
            "GETTYPE" when arguments.Count == 0 && target is not (object?[] and not string[]) && ObjectTypes.NameOf(target) is { } type => new FoldedType(type),
            "EQUALS" when arguments.Count == 1 && target is not null => Boxes.Of(target.Equals(arguments[0])),
            "COMPARETO" when arguments.Count == 1 && target is int number && arguments[0] is int other => Boxes.Of(number.CompareTo(other)),
            _ => UnknownElement.Any,
        };
    }

    private FoldedValue InvokeStatic(InvokeMemberExpressionAst node, FoldedType type, string name, object?[] values, Techniques techniques)
    {
        if (type.FullName == ObjectTypes.ScriptBlock && name.Equals("Create", StringComparison.OrdinalIgnoreCase))
        {
            return values is [string text] ? BlockOf(node, text, techniques) : FoldedValue.OfType(ObjectTypes.ScriptBlock);
        }

        if (type.FullName == "System.Environment" && values is [string variable, ..] && name.EndsWith("EnvironmentVariable", StringComparison.OrdinalIgnoreCase))
        {
            return EnvironmentVariable(name, variable, values, techniques);
        }

        if (type.FullName == "System.Text.RegularExpressions.Regex" && name.Equals("Replace", StringComparison.OrdinalIgnoreCase) && values is [string input, string pattern, FoldedBlock block])
        {
            return ReplaceByBlock(input, pattern, caseSensitive: true, block, techniques);
        }

        var result = StaticMembers.Invoke(type.FullName, name, new Arguments(values, _work), _types);
        return FoldedValue.Of(result, techniques | _work.Used);
    }

    private FoldedValue EnvironmentVariable(string name, string variable, object?[] values, Techniques techniques)
    {
        var path = "env:" + variable;
        if (name.StartsWith("Get", StringComparison.OrdinalIgnoreCase))
        {
            return ReadPath(path).With(techniques);
        }

        if (values.Length > 1)
        {
            SetPath(path, FoldedValue.Of(values[1], techniques));
        }

        return FoldedValue.Constant(null);
    }

    // $ExecutionContext.InvokeCommand and its methods.
    private FoldedValue InvokeEngine(InvokeMemberExpressionAst node, EngineObject engine, string name, object?[] values, Techniques techniques)
    {
        if (engine.TypeName != "System.Management.Automation.CommandInvocationIntrinsics" || values is not [string or FoldedBlock, ..])
        {
            return default;
        }

        switch (name.ToUpperInvariant())
        {
            case "INVOKESCRIPT":
                if (values[0] is FoldedBlock given)
                {
                    return InvokeBlock(node, given, [], techniques);
                }

                var output = new Output();
                RunText(node, FoldedValue.Constant(values[0], techniques), output, newScope: true);
                return output.Collapse();
            case "NEWSCRIPTBLOCK":
                return BlockOf(node, (string)values[0]!, techniques);
            case "EXPANDSTRING":
                return ExpandText((string)values[0]!, techniques);
            case "GETCOMMAND" or "GETCMDLET" or "GETCOMMANDNAME" or "GETCMDLETS" when values[0] is string pattern:
                var found = _commands.FindCommands(pattern, _work);
                if (found.Count != 1)
                {
                    return default;
                }

                var wildcard = techniques | Techniques.Wildcard;
                return name.Equals("GetCommandName", StringComparison.OrdinalIgnoreCase) ? FoldedValue.Constant(found[0].Name, wildcard) : FoldedValue.Constant(found[0], wildcard);
            default:
                return default;
        }
    }
}
