using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Assay.DotNet.Metadata;

namespace Assay.DotNet.Calls;

/// <summary>Finds methods and fields of the assembly by name, as references to members of its generic types and overrides ask for.</summary>
internal sealed class OwnMembers(MetadataReader metadata, TypeNames types, MemberTable members)
{
    private const int MaximumBases = 64;
    private readonly Dictionary<int, Dictionary<int, List<int>>> _methodsByType = [];

    // Names are compared with all overloads of a type, and types with all their bases: what is asked for may be more than the file is large.
    private long _steps = 1_000_000 + 64L * (metadata.GetTableRowCount(TableIndex.MethodDef) + metadata.GetTableRowCount(TableIndex.MemberRef) + metadata.GetTableRowCount(TableIndex.InterfaceImpl));

    /// <summary>True when something was not looked up.</summary>
    public bool Exhausted { get; private set; }

    /// <summary>Gives the row of the type definition that a handle stands for; 0 when it lies outside.</summary>
    public int TypeOf(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.TypeSpecification && !handle.IsNil)
        {
            handle = types.ElementOf((TypeSpecificationHandle)handle);
        }

        return handle.Kind == HandleKind.TypeDefinition ? Checked(MetadataTokens.GetRowNumber(handle)) : 0;
    }

    /// <summary>Gives the base type when it lies inside; 0 otherwise.</summary>
    public int BaseOf(int type) => TypeOf(metadata.GetTypeDefinition(MetadataTokens.TypeDefinitionHandle(type)).BaseType);

    /// <summary>Gives the method that a reference to a member of an own type names; 0 when there is none.</summary>
    public int Method(MemberReference reference)
    {
        if (reference.Parent.Kind == HandleKind.MethodDefinition)
        {
            return MetadataTokens.GetRowNumber(reference.Parent);
        }

        return Find(TypeOf(reference.Parent), members.NameIndex(reference.Name), reference.Signature, isVirtual: false);
    }

    /// <summary>Gives the method of this name in a type or its nearest base that has one: that of the same signature, or else of as many parameters.</summary>
    public int Find(int type, int name, BlobHandle signature, bool isVirtual)
    {
        for (var depth = 0; type != 0 && depth < MaximumBases; depth++)
        {
            if (!Spend(1))
            {
                return 0;
            }

            if (MethodsOf(type).TryGetValue(name, out var candidates) && Choose(candidates, signature, isVirtual) is var found and not 0)
            {
                return found;
            }

            type = BaseOf(type);
        }

        return 0;
    }

    /// <summary>Gives the methods of a type by the index of their name.</summary>
    public Dictionary<int, List<int>> MethodsOf(int type)
    {
        if (!_methodsByType.TryGetValue(type, out var methods))
        {
            methods = [];
            foreach (var handle in metadata.GetTypeDefinition(MetadataTokens.TypeDefinitionHandle(type)).GetMethods())
            {
                var name = members.NameOfMethod(MetadataTokens.GetRowNumber(handle)).Text;
                if (!methods.TryGetValue(name, out var rows))
                {
                    rows = [];
                    methods.Add(name, rows);
                }

                rows.Add(MetadataTokens.GetRowNumber(handle));
            }

            _methodsByType.Add(type, methods);
        }

        return methods;
    }

    /// <summary>Takes steps from the budget; false when it is used up.</summary>
    public bool Spend(int steps)
    {
        _steps -= steps;
        Exhausted |= _steps < 0;
        return _steps >= 0;
    }

    private int Choose(List<int> candidates, BlobHandle signature, bool isVirtual)
    {
        var wanted = metadata.GetBlobReader(signature);
        var bytes = Bytes(wanted);
        var parameters = ParameterCount(wanted);
        var second = 0;
        foreach (var row in candidates)
        {
            if (!Spend(1))
            {
                return 0;
            }

            var method = metadata.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(row));
            if (isVirtual && (method.Attributes & MethodAttributes.Virtual) == 0)
            {
                continue;
            }

            var own = metadata.GetBlobReader(method.Signature);
            if (method.Signature == signature || Bytes(own).SequenceEqual(bytes))
            {
                return row;
            }

            // A type argument in one stands as a type parameter in the other.
            second = second == 0 && ParameterCount(own) == parameters ? row : second;
        }

        return second;
    }

    private static unsafe ReadOnlySpan<byte> Bytes(BlobReader reader) => new(reader.StartPointer, reader.Length);

    // ECMA-335 II.23.2.1: convention, generic count, parameter count.
    private static int ParameterCount(BlobReader signature)
    {
        if (signature.ReadSignatureHeader().IsGeneric)
        {
            signature.ReadCompressedInteger();
        }

        return signature.ReadCompressedInteger();
    }

    private int Checked(int row) => row <= metadata.GetTableRowCount(TableIndex.TypeDef) ? row : 0;
}
