using System.Reflection.Metadata;

namespace Assay.FrameworkTable;

/// <summary>Looks for attributes by name.</summary>
internal static class Attributes
{
    public static bool Has(MetadataReader metadata, CustomAttributeHandleCollection attributes, string name)
    {
        foreach (var attribute in attributes.Select(metadata.GetCustomAttribute))
        {
            var type = attribute.Constructor.Kind switch
            {
                HandleKind.MemberReference when metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
                    => metadata.GetTypeReference((TypeReferenceHandle)parent).Name,
                HandleKind.MethodDefinition => metadata.GetTypeDefinition(metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType()).Name,
                _ => default,
            };
            if (!type.IsNil && metadata.StringComparer.Equals(type, name))
            {
                return true;
            }
        }

        return false;
    }
}
