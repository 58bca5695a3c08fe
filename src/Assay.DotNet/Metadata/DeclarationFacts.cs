using System.Reflection;
using System.Reflection.Metadata;
using Assay.Model;

namespace Assay.DotNet.Metadata;

/// <summary>Writes what an assembly declares: used types, bases and interfaces, P/Invokes, methods with their parameter names.</summary>
internal sealed class DeclarationFacts(MetadataReader metadata, TypeNames types, MemberTable members, PlaceTable places, FactWriter facts)
{
    private const int MaximumParameters = 64;

    // Every type has one of these; stating them would say nothing.
    private static readonly HashSet<string> PlainBases = new(StringComparer.Ordinal) { "System.Object", "System.ValueType", "System.Enum", "System.MulticastDelegate", "System.Attribute" };

    /// <summary>Writes one <c>type</c> fact per referenced type.</summary>
    public void WriteUsedTypes()
    {
        foreach (var handle in metadata.TypeReferences)
        {
            facts.Add(FactKind.Type, types.Of(handle));
        }
    }

    /// <summary>Writes the base type and interfaces of a type.</summary>
    public void WriteBases(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        if (SourceNames.IsGeneratedType(members.Name(type.Name)))
        {
            return;
        }

        if (!type.BaseType.IsNil && types.Of(type.BaseType) is var name && !PlainBases.Contains(name))
        {
            facts.Add(FactKind.Base, name, places.Of(handle));
        }

        foreach (var implementation in type.GetInterfaceImplementations())
        {
            facts.Add(FactKind.Base, types.Of(metadata.GetInterfaceImplementation(implementation).Interface), places.Of(handle));
        }
    }

    /// <summary>Writes a <c>pinvoke</c> or <c>method</c> fact.</summary>
    public void WriteMethod(MethodDefinitionHandle handle, in MethodDefinition method)
    {
        if ((method.Attributes & MethodAttributes.PinvokeImpl) != 0)
        {
            if (members.NativeName(method) is { } native)
            {
                facts.Add(FactKind.PInvoke, native, places.Of(handle));
            }

            return;
        }

        // Accessors and generated bodies have no name that a person chose.
        var name = members.Name(method.Name);
        if ((method.Attributes & MethodAttributes.SpecialName) != 0 || name.StartsWith('<'))
        {
            return;
        }

        var parameters = method.GetParameters();
        var arguments = FactRecord.None;
        if (parameters.Count > 0)
        {
            Span<StoredArgument> names = stackalloc StoredArgument[MaximumParameters];
            var count = 0;
            foreach (var parameterHandle in parameters)
            {
                var parameter = metadata.GetParameter(parameterHandle);
                if (parameter.SequenceNumber > 0 && count < MaximumParameters)
                {
                    names[count++] = new StoredArgument(-1, members.NameIndex(parameter.Name), Derivation.Literal);
                }
            }

            arguments = count > 0 ? facts.Intern(names[..count]) : FactRecord.None;
        }

        facts.Add(new FactRecord(FactKind.Method, Derivation.Literal, PositionKind.None, members.NameIndex(method.Name), arguments, places.Of(handle), 0));
    }
}
