using System.Text;

namespace Assay.PowerShell.Folding;

/// <summary>Properties and methods.</summary>
internal sealed partial class Interpreter
{
    private FoldedValue ReadMember(MemberExpressionAst node, in FoldedValue target)
    {
        var name = node.MemberName ?? Evaluate(node.Member).Text;
        if (name is null)
        {
            return default;
        }

        if (!target.IsConstant)
        {
            return FoldedValue.OfType(MemberTypes.Of(target.TypeName, name, isStatic: false, null));
        }

        return ReadMember(target, name, node.Static);
    }

    private FoldedValue ReadMember(in FoldedValue target, string name, bool isStatic)
    {
        if (isStatic)
        {
            if (target.Content is not FoldedType type)
            {
                return default;
            }

            var value = StaticMembers.Property(type.FullName, name);
            return value is UnknownElement ? FoldedValue.OfType(MemberTypes.Of(type.FullName, name, isStatic: true, null)) : FoldedValue.Constant(value, target.Techniques);
        }

        var result = Property(target, name);
        return result is UnknownElement { TypeName: null } ? FoldedValue.OfType(MemberTypes.Of(target.TypeName, name, isStatic: false, null)) : FoldedValue.Of(result, target.Techniques);
    }

    private object? Property(in FoldedValue target, string name)
    {
        var content = target.Content;
        switch (content)
        {
            case null:
                return null;
            case string text when name.Equals("Length", StringComparison.OrdinalIgnoreCase):
                return Boxes.Of(text.Length);
            case FoldedTable table:
                return table.TypeName != ObjectTypes.CustomObject || table.TryGet(name, out _) ? SequenceMembers.Property(table, name) : UnknownElement.Any;
            case Array or ListObject:
                var own = SequenceMembers.Property(content, name);
                return own is UnknownElement ? PropertyOfEach(content, name) ?? Generic(target, name) : own;
            case FoldedType type:
                return TypeProperty(type, name);
            case FoldedCommand command:
                return name.ToUpperInvariant() switch
                {
                    "NAME" => command.Name,
                    "DEFINITION" or "RESOLVEDCOMMANDNAME" or "REFERENCEDCOMMAND" => command.Definition,
                    "COMMANDTYPE" => command.Kind,
                    _ => UnknownElement.Any,
                };
            case FoldedEnumeration enumeration:
                return name.Equals("value__", StringComparison.OrdinalIgnoreCase) ? Boxes.Of(enumeration.Value) : UnknownElement.Any;
            case MatchObject match:
                return PatternMembers.Property(match, name);
            case Encoding encoding:
                return Encodings.Property(encoding, name);
            case ByteStream stream:
                return Streams.Property(stream, name);
            case TextBuilder builder when name.Equals("Length", StringComparison.OrdinalIgnoreCase):
                return Boxes.Of(builder.Length);
            case EngineObject engine:
                return name.Equals("InvokeCommand", StringComparison.OrdinalIgnoreCase) ? new EngineObject("System.Management.Automation.CommandInvocationIntrinsics")
                    : name.Equals("SessionState", StringComparison.OrdinalIgnoreCase) ? engine : Generic(target, name);
            case VariableObject variable:
                return name.ToUpperInvariant() switch { "NAME" or "KEY" => variable.Name, "VALUE" => ReadPath(variable.Path).AsElement(), _ => UnknownElement.Any };
            case XmlElementObject element:
                return element.Property(name);
            case ObjectMembers { Collection: null } members:
                return name.ToUpperInvariant() switch
                {
                    "METHODS" => new ObjectMembers(members.Target, "METHODS"),
                    "TYPENAMES" => ObjectTypes.NameOf(members.Target) is { } type && members.Target is string ? new[] { type, "System.Object" } : UnknownElement.Any,
                    "BASEOBJECT" => members.Target,
                    _ => UnknownElement.Any,
                };
            case Uri uri when uri.IsAbsoluteUri:
                return name.ToUpperInvariant() switch { "HOST" => uri.Host, "ABSOLUTEURI" => uri.AbsoluteUri, "ABSOLUTEPATH" => uri.AbsolutePath, "SCHEME" => uri.Scheme, "ORIGINALSTRING" => uri.OriginalString, _ => UnknownElement.Any };
            default:
                return Generic(target, name);
        }
    }

    // .PSObject, .Count of one thing, and methods without their arguments.
    private static object? Generic(in FoldedValue target, string name)
    {
        var content = target.Content;
        switch (name.ToUpperInvariant())
        {
            case "PSOBJECT":
                return new ObjectMembers(content, null);
            case "COUNT" or "LENGTH" when content is string or int or char or bool or double or long or byte:
                return Boxes.Of(1);
        }

        if (content is FoldedBlock)
        {
            return name.Equals("Invoke", StringComparison.OrdinalIgnoreCase) ? new MethodReference(content, name, target.Techniques) : UnknownElement.Any;
        }

        return target.TypeName is { } type && MemberTypes.IsMethod(type, name)
            ? new MethodReference(content, name, target.Techniques)
            : UnknownElement.Any;
    }

    // (1, 2).Name collects the property of every element.
    private object? PropertyOfEach(object sequence, string name)
    {
        var count = Sequences.Count(sequence);
        if (count == 0 || !_work.Spending.TakeSteps(count) || !_work.Fits(count) || Sequences.At(sequence, 0) is not (FoldedTable or MatchObject or FoldedCommand or VariableObject or XmlElementObject or string or FoldedType))
        {
            return null;
        }

        var result = new List<object?>();
        for (var i = 0; i < count; i++)
        {
            var item = Sequences.At(sequence, i);
            var value = item is UnknownElement || Sequences.IsSequence(item) ? UnknownElement.Any : Property(FoldedValue.Constant(item), name);
            if (value is UnknownElement or MethodReference)
            {
                return null;
            }

            if (value is not null || item is not FoldedTable)
            {
                result.Add(value);
            }
        }

        return result.Count == 1 ? result[0] : result.Count == 0 ? null : result.ToArray();
    }

    private static object? TypeProperty(FoldedType type, string name)
    {
        var full = type.FullName;
        var dot = full.LastIndexOf('.');
        return name.ToUpperInvariant() switch
        {
            "NAME" => full[(dot + 1)..],
            "FULLNAME" => full,
            "NAMESPACE" => dot > 0 ? full[..dot] : UnknownElement.Any,
            "ASSEMBLY" => new UnknownElement("System.Reflection.Assembly"),
            _ => UnknownElement.Any,
        };
    }
}
