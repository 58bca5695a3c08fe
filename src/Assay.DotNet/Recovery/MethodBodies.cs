using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Assay.DotNet.IL;
using Assay.DotNet.Metadata;

namespace Assay.DotNet.Recovery;

/// <summary>Finds code and data of the image by table row.</summary>
internal sealed class MethodBodies(MetadataReader metadata, ReadOnlyMemory<byte> image, SectionMap sections)
{
    /// <summary>Reads the body of a method; false when it has none.</summary>
    public bool TryRead(int row, out IL.MethodBody body)
    {
        body = default;
        if (row <= 0 || row > metadata.GetTableRowCount(TableIndex.MethodDef))
        {
            return false;
        }

        var method = metadata.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(row));
        return method.RelativeVirtualAddress != 0
            && (method.ImplAttributes & System.Reflection.MethodImplAttributes.CodeTypeMask) == System.Reflection.MethodImplAttributes.IL
            && IL.MethodBody.TryRead(image.Span, sections.Offset(method.RelativeVirtualAddress), out body);
    }

    /// <summary>The data that a field starts with (ECMA-335 II.22.18), up to the end of the image; empty when there is none.</summary>
    public ReadOnlyMemory<byte> FieldData(int row)
    {
        var address = metadata.GetFieldDefinition(MetadataTokens.FieldDefinitionHandle(row)).GetRelativeVirtualAddress();
        var offset = address == 0 ? -1 : sections.Offset(address);
        return offset < 0 || offset >= image.Length ? default : image[offset..];
    }

    /// <summary>Bytes of a field's own value: the class size of its type, else what its primitive type takes; 0 when that is not said.</summary>
    public int FieldSize(int row)
    {
        var signature = metadata.GetBlobReader(metadata.GetFieldDefinition(MetadataTokens.FieldDefinitionHandle(row)).Signature);
        signature.ReadSignatureHeader();
        var code = signature.ReadSignatureTypeCode();
        if (code == SignatureTypeCode.TypeHandle)
        {
            var handle = signature.ReadTypeHandle();
            return handle.Kind == HandleKind.TypeDefinition ? metadata.GetTypeDefinition((TypeDefinitionHandle)handle).GetLayout().Size : 0;
        }

        return code switch
        {
            SignatureTypeCode.Byte or SignatureTypeCode.SByte or SignatureTypeCode.Boolean => 1,
            SignatureTypeCode.Int16 or SignatureTypeCode.UInt16 or SignatureTypeCode.Char => 2,
            SignatureTypeCode.Int32 or SignatureTypeCode.UInt32 => 4,
            SignatureTypeCode.Int64 or SignatureTypeCode.UInt64 => 8,
            _ => 0,
        };
    }
}
