using Assay.Model;
using Assay.PowerShell.Folding;

namespace Assay.PowerShell.Facts;

/// <summary>Goes through a script once, in the order of the text, and writes the facts of each node. Needs no stack, however deep the tree is.</summary>
internal sealed class ScriptWalk(ScriptReading reading, Dictionary<Ast, int> scopes)
{
    private const int MaximumElements = 64;
    private readonly Stack<Frame> _pending = new();
    private readonly List<Ast> _children = [];
    private readonly CommandFacts _commands = new(reading);
    private readonly MemberFacts _members = new(reading);

    /// <summary>A node that is to be visited.</summary>
    /// <param name="Node">The node.</param>
    /// <param name="Place">The place of its facts.</param>
    /// <param name="Scope">The scope of its variables.</param>
    /// <param name="Input">What <c>$_</c> is in it.</param>
    /// <param name="Pipeline">The pipeline that it is an element of.</param>
    /// <param name="Index">Its index in it.</param>
    /// <param name="IsPart">True when a text around it was written already.</param>
    private readonly record struct Frame(Ast Node, int Place, int Scope, Ast? Input = null, PipelineAst? Pipeline = null, int Index = 0, bool IsPart = false)
    {
        public Frame Child(Ast node) => new(node, Place, Scope, Input, null, 0, IsPart);
    }

    public void Run()
    {
        _pending.Push(new Frame(reading.Script.Root, FactRecord.None, ScriptVariables.Root));
        while (_pending.TryPop(out var frame))
        {
            reading.Place = frame.Place;
            reading.Scope = frame.Scope;
            reading.PipelineInput = frame.Input;
            _children.Clear();
            var inner = Visit(frame);
            for (var i = _children.Count - 1; i >= 0; i--)
            {
                _pending.Push(inner.Child(_children[i]));
            }
        }

        reading.Place = FactRecord.None;
    }

    // Writes the facts of a node, fills _children with what is to be visited below it, and gives the frame of those.
    private Frame Visit(in Frame frame)
    {
        switch (frame.Node)
        {
            case FunctionDefinitionAst function:
                return EnterFunction(frame, function);
            case TypeDefinitionAst type:
                EnterType(frame, type);
                return frame;
            case PipelineAst pipeline:
                for (var i = pipeline.Elements.Count - 1; i >= 0; i--)
                {
                    _pending.Push(frame.Child(pipeline.Elements[i]) with { Pipeline = pipeline, Index = i });
                }

                return frame;
            case CommandAst command:
                VisitCommand(frame, command);
                return frame;
            case AssignmentStatementAst assignment:
                VisitAssignment(assignment);
                return frame;
            case InvokeMemberExpressionAst call:
                _members.WriteCall(call);
                return VisitMember(frame, call, call.Arguments);
            case MemberExpressionAst member:
                _members.WriteUse(member, null);
                return VisitMember(frame, member, []);
            case ConvertExpressionAst cast:
                _members.WriteCast(cast);
                cast.AddChildren(_children);
                return WriteText(frame, cast);
            case AttributeAst attribute:
                // ValidateScript holds code; what other attributes are told says nothing of what the script does.
                _children.AddRange(attribute.PositionalArguments.Where(argument => argument is ScriptBlockExpressionAst));
                return frame;
            case UsingStatementAst statement:
                IncludeFacts.WriteUsing(reading, statement);
                return frame;
            default:
                return VisitOther(frame);
        }
    }

    private Frame VisitOther(in Frame frame)
    {
        switch (frame.Node)
        {
            case TypeConstraintAst type:
                TypeFacts.Write(reading, type.TypeName);
                return frame;
            case TypeExpressionAst type:
                TypeFacts.Write(reading, type.TypeName);
                return frame;
            case VariableExpressionAst variable:
                if (EnvironmentFacts.IsEnvironment(variable))
                {
                    EnvironmentFacts.WriteRead(reading, variable);
                }

                return frame;
            case ConstantExpressionAst:
                return frame;
            case IfStatementAst statement:
                ChanceFacts.Write(reading, statement);
                statement.AddChildren(_children);
                return frame;
            case HashtableAst table:
                foreach (var entry in table.Entries)
                {
                    if (entry.Key is not StringConstantExpressionAst)
                    {
                        _children.Add(entry.Key);
                    }

                    _children.Add(entry.Value);
                }

                return frame;
            case FileRedirectionAst redirection:
                if (reading.Partial.Of(redirection.Location) is { } file)
                {
                    new ProviderFacts(reading).WritePath(file, "write", redirection.Start, reading.ValueOf(redirection.Location) is { IsConstant: true } value ? value.Derivation : Derivation.Folded);
                }

                _children.Add(redirection.Location);
                return frame;
            case BinaryExpressionAst { Operator: TokenKind.As, Right: StringConstantExpressionAst name } cast:
                TypeFacts.Write(reading, reading.Definitions.Types.FullName(name.Value), name.Start);
                _children.Add(cast.Left);
                return frame;
            default:
                frame.Node.AddChildren(_children);
                return frame.Node is ExpressionAst expression ? WriteText(frame, expression) : frame;
        }
    }

    private Frame EnterFunction(in Frame frame, FunctionDefinitionAst function)
    {
        var name = Names.ScriptDefinitions.WithoutScope(function.Name);

        // A function inside another belongs to the outermost one. Its declaration lies where its code does, so that rules may ask for both together.
        var place = frame.Place == FactRecord.None && name.Length > 0 ? reading.Facts.AddPlace(new Place(name, null)) : frame.Place;
        reading.Place = place;
        WriteMethod(name, function.NameStart, function.Parameters ?? function.Body.ParamBlock?.Parameters ?? []);
        reading.Place = frame.Place;
        function.AddChildren(_children);

        return new Frame(function, place, scopes.GetValueOrDefault(function, frame.Scope));
    }

    private void EnterType(in Frame frame, TypeDefinitionAst type)
    {
        foreach (var ancestor in type.BaseTypes)
        {
            if (type.Kind == TypeDefinitionKind.Class)
            {
                reading.Add(FactKind.Base, reading.Definitions.Types.FullName(ancestor.TypeName), ancestor.Start);
            }
        }

        for (var i = type.Members.Count - 1; i >= 0; i--)
        {
            if (type.Members[i] is FunctionMemberAst method)
            {
                var place = reading.Facts.AddPlace(new Place(type.Name, method.Name));
                reading.Place = place;
                WriteMethod(method.Name, method.Start, method.Parameters);
                reading.Place = frame.Place;
                _pending.Push(new Frame(method, place, scopes.GetValueOrDefault(method, frame.Scope)));
            }
            else
            {
                _pending.Push(frame.Child(type.Members[i]));
            }
        }
    }

    private void WriteMethod(string name, int position, IReadOnlyList<ParameterAst> parameters)
    {
        var arguments = new List<Argument>(parameters.Count);
        foreach (var parameter in parameters)
        {
            if (arguments.Count < MaximumElements)
            {
                arguments.Add(new Argument(null, Names.ScriptDefinitions.WithoutScope(parameter.Name.VariablePath)));
            }
        }

        if (name.Length > 0)
        {
            reading.Add(FactKind.Method, name, position, arguments);
        }
    }

    private void VisitCommand(in Frame frame, CommandAst command)
    {
        var previous = frame.Pipeline is not null && frame.Index > 0 ? frame.Pipeline.Elements[frame.Index - 1] : null;
        Ast? input = previous;
        if (frame.Index > 1 && frame.Pipeline is { } pipeline)
        {
            input = new PipelineAst(pipeline.Start, previous!.End, new PipelineBeginning(pipeline.Elements, frame.Index));
        }

        _commands.Write(command, previous, input);
        for (var i = command.Redirections.Count - 1; i >= 0; i--)
        {
            _pending.Push(frame.Child(command.Redirections[i]));
        }

        for (var i = command.Elements.Count - 1; i >= 0; i--)
        {
            var element = command.Elements[i];
            if (i == 0 && element is StringConstantExpressionAst)
            {
                continue;
            }

            // $_ in the block of ForEach-Object is what the pipeline hands over.
            var child = frame.Child(element);
            _pending.Push(input is not null && element is ScriptBlockExpressionAst ? child with { Input = input } : child);
        }
    }

    private void VisitAssignment(AssignmentStatementAst assignment)
    {
        var left = Unwrap.Brackets(assignment.Left, casts: true);
        if (left is VariableExpressionAst variable && EnvironmentFacts.IsEnvironment(variable))
        {
            EnvironmentFacts.WriteWrite(reading, variable, assignment.Right);
        }
        else if (left is MemberExpressionAst member and not InvokeMemberExpressionAst)
        {
            _members.WriteUse(member, assignment.Right);
            _children.Add(member.Expression);
            if (member.MemberName is null)
            {
                _children.Add(member.Member);
            }
        }
        else if (left is not VariableExpressionAst)
        {
            _children.Add(left);
        }

        if (assignment.Left is AttributedExpressionAst { Attribute: TypeConstraintAst type })
        {
            TypeFacts.Write(reading, type.TypeName);
        }

        _children.Add(assignment.Right);
    }

    private Frame VisitMember(in Frame frame, MemberExpressionAst member, IReadOnlyList<ExpressionAst> arguments)
    {
        _children.Add(member.Expression);
        if (member.MemberName is null)
        {
            _children.Add(member.Member);
        }

        _children.AddRange(arguments);
        return WriteText(frame, member);
    }

    // Writes the constant text of an expression; the texts that it was put together from are not written again.
    private Frame WriteText(in Frame frame, ExpressionAst expression)
    {
        if (frame.IsPart)
        {
            return frame;
        }

        if (expression is StringConstantExpressionAst constant)
        {
            if (reading.IsManifest)
            {
                return frame;
            }

            AddText(constant.Value, expression, Derivation.Literal);
            return frame;
        }

        var value = reading.ValueOf(expression);
        if (!value.IsConstant)
        {
            if (expression is ExpandableStringExpressionAst expandable)
            {
                AddText(expandable.Value, expression, Derivation.Literal);
                return frame;
            }

            return frame;
        }

        if (value.Techniques is Techniques.None or Techniques.Variable || value.Content is not (string or object?[]))
        {
            return frame;
        }

        if (value.Content is string text)
        {
            AddText(text, expression, value.Derivation);
            return frame with { IsPart = true };
        }

        foreach (var element in value.IsBuilt && value.Elements is { Count: <= MaximumElements } elements ? elements : [])
        {
            if (element.Content is string part)
            {
                AddText(part, expression, value.Derivation);
            }
        }

        return frame;
    }

    private void AddText(string text, Ast at, Derivation derivation)
    {
        if (text.Length > 0)
        {
            reading.Add(FactKind.String, text, at, null, derivation);
        }
    }
}
