using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Assay.Model;

namespace Assay.DotNet.Metadata;

/// <summary>Names types as <c>Namespace.Outer+Nested</c>, each once per assembly.</summary>
internal sealed class TypeNames(MetadataReader metadata)
{
    private const int MaximumNesting = FixedLimits.NestedTypes;
    private const int MaximumName = 4096;
    private readonly string?[] _definitions = new string?[metadata.GetTableRowCount(TableIndex.TypeDef) + 1];
    private readonly string?[] _references = new string?[metadata.GetTableRowCount(TableIndex.TypeRef) + 1];
    private readonly string?[] _specifications = new string?[metadata.GetTableRowCount(TableIndex.TypeSpec) + 1];

    public string Of(TypeDefinitionHandle handle) => Of(handle, 0);

    public string Of(TypeReferenceHandle handle) => Of(handle, 0);

    /// <summary>Names what a TypeDefOrRef or TypeSpec handle stands for; generic instances by their definition.</summary>
    public string Of(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => Of((TypeDefinitionHandle)handle),
        HandleKind.TypeReference => Of((TypeReferenceHandle)handle),
        HandleKind.TypeSpecification => Of((TypeSpecificationHandle)handle),
        _ => "?",
    };

    /// <summary>The type that a specification is an instance or array of; nil when it is neither.</summary>
    public EntityHandle ElementOf(TypeSpecificationHandle handle)
    {
        var signature = metadata.GetBlobReader(metadata.GetTypeSpecification(handle).Signature);
        return ElementOf(ref signature, out _);
    }

    private string Of(TypeDefinitionHandle handle, int nesting)
    {
        var row = MetadataTokens.GetRowNumber(handle);
        if (_definitions[row] is { } known)
        {
            return known;
        }

        var definition = metadata.GetTypeDefinition(handle);
        var name = Name(definition.Name);
        var outer = definition.GetDeclaringType();
        return _definitions[row] = !outer.IsNil && nesting < MaximumNesting
            ? Of(outer, nesting + 1) + "+" + name
            : Qualified(Name(definition.Namespace), name);
    }

    private string Of(TypeReferenceHandle handle, int nesting)
    {
        var row = MetadataTokens.GetRowNumber(handle);
        if (_references[row] is { } known)
        {
            return known;
        }

        var reference = metadata.GetTypeReference(handle);
        var name = Name(reference.Name);
        return _references[row] = reference.ResolutionScope.Kind == HandleKind.TypeReference && nesting < MaximumNesting
            ? Of((TypeReferenceHandle)reference.ResolutionScope, nesting + 1) + "+" + name
            : Qualified(Name(reference.Namespace), name);
    }

    private string Of(TypeSpecificationHandle handle)
    {
        var row = MetadataTokens.GetRowNumber(handle);
        if (_specifications[row] is { } known)
        {
            return known;
        }

        var signature = metadata.GetBlobReader(metadata.GetTypeSpecification(handle).Signature);
        var element = ElementOf(ref signature, out var suffix);
        return _specifications[row] = (element.IsNil || element.Kind == HandleKind.TypeSpecification ? "?" : Of(element)) + suffix;
    }

    // ECMA-335 II.23.2.12, II.23.2.14: GENERICINST (CLASS|VALUETYPE) token n args | SZARRAY type | ARRAY type shape | PTR type | primitive | VAR n
    private static EntityHandle ElementOf(ref BlobReader signature, out string suffix)
    {
        suffix = "";
        for (var depth = 0; depth < MaximumNesting && signature.RemainingBytes > 0; depth++)
        {
            switch (signature.ReadSignatureTypeCode())
            {
                case SignatureTypeCode.GenericTypeInstance or SignatureTypeCode.Pointer or SignatureTypeCode.ByReference or SignatureTypeCode.Pinned:
                    continue;
                case SignatureTypeCode.RequiredModifier or SignatureTypeCode.OptionalModifier:
                    signature.ReadTypeHandle();
                    continue;
                case SignatureTypeCode.SZArray or SignatureTypeCode.Array:
                    suffix = "[]";
                    continue;
                case SignatureTypeCode.TypeHandle:
                    return signature.ReadTypeHandle();
                default:
                    return default;
            }
        }

        return default;
    }

    /// <summary>Reads a name; one that is longer than any compiler writes is refused, as a thousand rows may share it.</summary>
    private string Name(StringHandle handle) =>
        metadata.GetBlobReader(handle).Length <= MaximumName ? metadata.GetString(handle) : throw new InvalidDataException("A name is longer than any compiler writes.");

    private static string Qualified(string @namespace, string name) => @namespace.Length == 0 ? name : @namespace + "." + name;
}
