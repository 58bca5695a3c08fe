using Assay.CSharp.Names;
using Assay.CSharp.Values;
using Assay.Framework;
using Assay.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Walking;

/// <summary>Assignments.</summary>
internal sealed partial class CodeWalker
{
    private Value Assignment(AssignmentExpressionSyntax assignment)
    {
        switch (assignment.Kind())
        {
            case SyntaxKind.SimpleAssignmentExpression when assignment.Left is TupleExpressionSyntax or DeclarationExpressionSyntax:
                var whole = Consume(assignment.Right);
                Deconstruct(assignment.Left, whole);
                return whole;
            case SyntaxKind.SimpleAssignmentExpression:
                return AssignTo(assignment.Left, assignment.Right, assignment);
            case SyntaxKind.AddAssignmentExpression or SyntaxKind.SubtractAssignmentExpression when EventOf(assignment) is { } subscribed:
                return subscribed;
            default:
                return Change(assignment);
        }
    }

    // x += value: read, combined, written.
    private Value Change(AssignmentExpressionSyntax assignment)
    {
        var before = Consume(assignment.Left);
        var value = Evaluate(assignment.Right, before.Type);
        if (assignment.IsKind(SyntaxKind.AddAssignmentExpression) && before.Type == "System.String")
        {
            value = Concatenate([before, value], assignment);
        }
        else
        {
            value = Value.OfType(before.Type ?? Use(value, assignment.Right).Type);
            if (assignment.IsKind(SyntaxKind.ExclusiveOrAssignmentExpression))
            {
                NoteExclusiveOr(assignment.Left, assignment.Right, assignment);
            }
        }

        if (assignment.Left is MemberAccessExpressionSyntax or IdentifierNameSyntax)
        {
            Assign(assignment.Left, value, isRead: true);
        }

        return value;
    }

    // receiver.Event += handler
    private Value? EventOf(AssignmentExpressionSyntax assignment)
    {
        var (member, receiver) = assignment.Left switch
        {
            IdentifierNameSyntax name when _method.Find(name.Identifier.ValueText) is null => (MemberAround(name.Identifier.ValueText, null), (Value?)null),
            MemberAccessExpressionSyntax access when EventName(access.Name.Identifier.ValueText) => Owner(access),
            _ => (null, null),
        };
        if (member is not { Kind: SourceMemberKind.Event })
        {
            return null;
        }

        var value = Consume(assignment.Right, member.Type);
        Call(member with { Name = (assignment.IsKind(SyntaxKind.AddAssignmentExpression) ? "add_" : "remove_") + member.Name, Kind = SourceMemberKind.Method, Type = null }, receiver ?? This(member), [value], assignment);
        return Value.Unknown;
    }

    // The left side is looked at twice only when its last name can be an event.
    private static bool EventName(string name) => name.Length > 0 && char.IsUpper(name[0]);

    private (BoundMember? Member, Value? Receiver) Owner(MemberAccessExpressionSyntax access)
    {
        var silent = _emit.IsSilent;
        _emit.IsSilent = true;
        var looked = Evaluate(access.Expression);
        _emit.IsSilent = silent;
        if (looked.Type is not { } type || _members.Find(type, access.Name.Identifier.ValueText, looked.Kind == ValueKind.TypeName) is not { Kind: SourceMemberKind.Event } member)
        {
            return (null, null);
        }

        return (member, Consume(access.Expression) is var receiver && member.IsStatic ? null : receiver);
    }

    private Value AssignTo(ExpressionSyntax target, ExpressionSyntax right, AssignmentExpressionSyntax node)
    {
        switch (target)
        {
            case MemberAccessExpressionSyntax access:
                var receiver = Consume(access.Expression);
                var name = access.Name.Identifier.ValueText;
                var value = Consume(right, TypeOfMember(receiver, name));
                Set(receiver, name, value, node);
                return value;
            case ElementAccessExpressionSyntax element:
                var container = Consume(element.Expression);
                var arguments = Arguments(element.ArgumentList);
                var item = Consume(right, _members.ElementOf(container.Type));
                SetElement(container, arguments, item, node);
                return item;
            case IdentifierNameSyntax identifier:
                var variable = _method.Find(identifier.Identifier.ValueText);
                var assigned = Consume(right, variable?.Type ?? (variable is null ? MemberAround(identifier.Identifier.ValueText, null)?.Type : null));
                Assign(target, assigned);
                return assigned;
            default:
                Consume(target);
                return Consume(right);
        }
    }

    private void Assign(ExpressionSyntax target, Value value, bool isRead = false)
    {
        switch (target)
        {
            case IdentifierNameSyntax name when _method.Find(name.Identifier.ValueText) is not null:
                _method.Assign(name.Identifier.ValueText, value);
                break;
            case IdentifierNameSyntax name when (MemberAround(name.Identifier.ValueText, null) ?? StaticImport(name.Identifier.ValueText, null)) is { } member:
                WriteMember(member, This(member), value, name);
                break;
            case IdentifierNameSyntax:
                MarkStarted(value);
                break;
            case MemberAccessExpressionSyntax access:
                Set(isRead ? Quietly(access.Expression) : Consume(access.Expression), access.Name.Identifier.ValueText, value, access);
                break;
            default:
                Consume(target);
                break;
        }
    }

    private Value Quietly(ExpressionSyntax expression)
    {
        var silent = _emit.IsSilent;
        _emit.IsSilent = true;
        var value = Evaluate(expression);
        _emit.IsSilent = silent;
        return value;
    }

    private string? TypeOfMember(Value target, string name) => target.Type is { } type ? _members.Find(type, name, target.Kind == ValueKind.TypeName)?.Type : null;

    // target.name = value
    private void Set(Value target, string name, Value value, SyntaxNode node)
    {
        if (target.Kind == ValueKind.Namespace)
        {
            target = Value.TypeName(target.Text!, isCandidate: true);
        }

        if (target.Type is { } type && _members.Find(type, name, target.Kind == ValueKind.TypeName) is { } member)
        {
            WriteMember(member, target.Kind == ValueKind.TypeName ? null : target, value, node);
            return;
        }

        var owner = target.Type is { } known ? TypeSpelling.Definition(known) : "?";
        WriteCandidate(owner + "::set_" + name, target.Kind == ValueKind.TypeName ? null : target, [value], node);
    }

    private void WriteMember(BoundMember member, Value? receiver, Value value, SyntaxNode node)
    {
        switch (member.Kind)
        {
            case SourceMemberKind.Property or SourceMemberKind.Event:
                Call(member with { Name = "set_" + member.Name, Kind = SourceMemberKind.Method, Type = null }, receiver, [value], node);
                break;
            case SourceMemberKind.Field:
                MarkStarted(value);
                WriteUse(FactKind.Field, member.FullName, member.Source is null, node, Written(value, member.IsStatic));
                break;
        }
    }

    // A write says what is written: where the field is read, that is where the value comes from.
    private static ArgumentList Written(Value value, bool isStatic) =>
        (value.Kind is ValueKind.Result or ValueKind.Parameter or ValueKind.Text || (isStatic && value.IsNumber)) && Shown("value", value) is { Value: not null } shown ? new ArgumentList(new Argument("access", "write"), shown) : Write;

    private void SetElement(Value target, List<Value> arguments, Value value, SyntaxNode node)
    {
        MarkStarted(value);
        if (target is { Kind: ValueKind.Array, Items: { } items })
        {
            if (arguments is [{ IsNumber: true } index])
            {
                if (index.Number >= 0 && index.Number < items.Length)
                {
                    // Written twice, perhaps on different ways: not known which of them holds.
                    items[index.Number] = items[index.Number] is null ? value : Value.Unknown;
                }
            }
            else
            {
                Array.Fill(items, Value.Unknown);
            }
        }
        else if (target.Type is { } type && !type.EndsWith(']') && Indexer(type, arguments.Count) is { } indexer)
        {
            Call(indexer with { Name = "set_" + indexer.Name, Kind = SourceMemberKind.Method, Type = null }, target, [.. arguments, value], node);
        }
    }
}
