using System.Reflection.Metadata;

namespace Assay.FrameworkTable;

/// <summary>Names types as facts name them: <c>Namespace.Outer+Nested</c>.</summary>
internal static class TypeNames
{
    public static string Of(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer
            ? Of(metadata, outer) + "+" + metadata.GetString(type.Name)
            : Qualified(metadata.GetString(type.Namespace), metadata.GetString(type.Name));
    }

    public static string Of(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? Of(metadata, (TypeReferenceHandle)type.ResolutionScope) + "+" + metadata.GetString(type.Name)
            : Qualified(metadata.GetString(type.Namespace), metadata.GetString(type.Name));
    }

    private static string Qualified(string @namespace, string name) => @namespace.Length == 0 ? name : @namespace + "." + name;
}
