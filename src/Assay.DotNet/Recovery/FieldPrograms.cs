using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Assay.DotNet.Metadata;

namespace Assay.DotNet.Recovery;

/// <summary>Finds programs among the data that arrays of bytes start with (ECMA-335 II.16.3.1).</summary>
internal static class FieldPrograms
{
    public static void Find(MetadataReader metadata, MethodBodies bodies, Owners owners, PlaceTable places, DerivedContent derived)
    {
        if (metadata.GetTableRowCount(TableIndex.FieldRva) == 0)
        {
            return;
        }

        foreach (var handle in metadata.FieldDefinitions)
        {
            var row = MetadataTokens.GetRowNumber(handle);
            if ((metadata.GetFieldDefinition(handle).Attributes & FieldAttributes.HasFieldRVA) == 0 || bodies.FieldData(row) is not { Length: > 0 } data || !ExecutableContent.IsExecutable(data.Span))
            {
                continue;
            }

            var size = bodies.FieldSize(row);
            if (size > 0 && size <= data.Length)
            {
                derived.AddProgram(data[..size].ToArray(), "bytes in code", places.Of(owners.OfField(row)), false);
            }
        }
    }
}
