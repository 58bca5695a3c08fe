using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.CompilerServices;
using Assay.Model;

namespace Assay.DotNet.Metadata;

/// <summary>Writes what an assembly declares: used types, bases and interfaces, P/Invokes, methods with their parameter names.</summary>
internal sealed class DeclarationFacts(MetadataReader metadata, TypeNames types, MemberTable members, PlaceTable places, FactWriter facts)
{
    /// <summary>Parameters of a method whose names are read.</summary>
    public const int MaximumParameters = 64;


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
    /// <param name="handle">The method.</param>
    /// <param name="method">Its definition.</param>
    /// <param name="returned">What its code returns.</param>
    /// <param name="handsOn">True when its code gives a parameter away.</param>
    /// <param name="parameters">The names of its parameters when they were read already.</param>
    [SkipLocalsInit]
    public void WriteMethod(MethodDefinitionHandle handle, in MethodDefinition method, ReadOnlySpan<StoredArgument> returned, bool handsOn, ReadOnlySpan<int> parameters)
    {
        if ((method.Attributes & MethodAttributes.PinvokeImpl) != 0)
        {
            if (members.NativeName(method) is { } native)
            {
                facts.Add(FactKind.PInvoke, native, places.Of(handle));
            }

            return;
        }

        // Generated bodies have no name that a person chose; of accessors and operators only what hands a value on is of interest.
        var name = members.NameOfMethod(MetadataTokens.GetRowNumber(handle));
        var isSpecial = (method.Attributes & MethodAttributes.SpecialName) != 0;
        if (name.Spelling == Spelling.Generated || (isSpecial && !(handsOn && name.Spelling is Spelling.Constructor or Spelling.Setter) && !IsModuleInitializer(name.Spelling, method)))
        {
            return;
        }

        Span<int> names = stackalloc int[MaximumParameters];
        Span<StoredArgument> arguments = stackalloc StoredArgument[MaximumParameters + returned.Length];
        var count = parameters.IsEmpty ? ParameterNames.Read(metadata, members, facts, method, names) : parameters.Length;
        parameters.CopyTo(names);
        for (var i = 0; i < count; i++)
        {
            arguments[i] = new StoredArgument(-1, names[i], names[i] < 0 ? Derivation.Unknown : Derivation.Literal);
        }

        if (!isSpecial)
        {
            returned.CopyTo(arguments[count..]);
            count += returned.Length;
        }

        facts.Add(new FactRecord(FactKind.Method, Derivation.Literal, PositionKind.None, name.Text, count > 0 ? facts.Intern(arguments[..count]) : FactRecord.None, places.Of(handle), 0));
    }

    // ECMA-335 II.10.5.3.1: the type initialiser of <Module>, the first row, runs when the module is loaded.
    private static bool IsModuleInitializer(Spelling name, in MethodDefinition method) => name == Spelling.TypeInitialiser && MetadataTokens.GetRowNumber(method.GetDeclaringType()) == 1;
}
