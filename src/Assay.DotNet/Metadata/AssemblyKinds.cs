using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Assay.DotNet.Metadata;

/// <summary>Tells apart images whose code is not where one would look for it.</summary>
internal static class AssemblyKinds
{
    /// <summary>Names the kind: <c>reference</c>, <c>satellite</c>, <c>mixed-mode</c>, <c>ready-to-run</c>, <c>module</c>, or <c>il</c>.</summary>
    public static string Of(MetadataReader metadata, CorHeader header)
    {
        if (!metadata.IsAssembly)
        {
            return "module";
        }

        if (IsReference(metadata))
        {
            return "reference";
        }

        if (!metadata.GetAssemblyDefinition().Culture.IsNil && metadata.GetTableRowCount(TableIndex.MethodDef) == 0)
        {
            return "satellite";
        }

        // ECMA-335 II.25.3.3.1: ILONLY; a ready-to-run image carries native code beside the IL and names it in the managed native header.
        if (header.ManagedNativeHeaderDirectory.Size > 0)
        {
            return "ready-to-run";
        }

        return (header.Flags & CorFlags.ILOnly) == 0 ? "mixed-mode" : "il";
    }

    private static bool IsReference(MetadataReader metadata)
    {
        foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind == HandleKind.MemberReference
                && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
                && metadata.StringComparer.Equals(metadata.GetTypeReference((TypeReferenceHandle)parent).Name, "ReferenceAssemblyAttribute"))
            {
                return true;
            }
        }

        return false;
    }
}
