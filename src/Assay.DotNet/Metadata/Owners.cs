using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Assay.DotNet.Metadata;

/// <summary>The declaring type of every method and field, read off the ranges of the type table once (ECMA-335 II.22.37).</summary>
internal sealed class Owners
{
    private readonly int[] _methods;
    private readonly int[] _fields;

    public Owners(MetadataReader metadata)
    {
        _methods = new int[metadata.GetTableRowCount(TableIndex.MethodDef) + 1];
        _fields = new int[metadata.GetTableRowCount(TableIndex.Field) + 1];
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            var row = MetadataTokens.GetRowNumber(handle);
            foreach (var method in type.GetMethods())
            {
                Set(_methods, MetadataTokens.GetRowNumber(method), row);
            }

            foreach (var field in type.GetFields())
            {
                Set(_fields, MetadataTokens.GetRowNumber(field), row);
            }
        }
    }

    public TypeDefinitionHandle OfMethod(int row) => MetadataTokens.TypeDefinitionHandle(Owner(_methods, row));

    public TypeDefinitionHandle OfField(int row) => MetadataTokens.TypeDefinitionHandle(Owner(_fields, row));

    // Row 1 is <Module>: what no type owns counts to it.
    private static int Owner(int[] owners, int row) => (uint)row < (uint)owners.Length && owners[row] != 0 ? owners[row] : 1;

    private static void Set(int[] owners, int row, int type)
    {
        // Ranges of a malformed table may leave it, or overlap: then ten thousand types could own the same ten thousand methods.
        if ((uint)row >= (uint)owners.Length)
        {
            return;
        }

        if (owners[row] != 0)
        {
            throw new InvalidDataException("The member ranges of types overlap.");
        }

        owners[row] = type;
    }
}
