using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text;

namespace Assay.DotNet.Recovery;

/// <summary>Writes the parameters of a member as letters, so that overloads are told apart.</summary>
/// <remarks><c>c</c> char, <c>b</c> bool, <c>u</c> byte, <c>i</c> int and smaller, <c>l</c> long, <c>s</c> string, <c>o</c> object, <c>[</c> array of the next, <c>k</c> any other class, <c>v</c> any other structure, <c>g</c> generic parameter.</remarks>
internal static class ParameterCodes
{
    private const int MaximumParameters = 16;

    /// <summary>The letters of a member reference, also of one behind a generic instance; empty for anything else.</summary>
    public static string Of(MetadataReader metadata, int token)
    {
        var handle = MetadataTokens.EntityHandle(token >> 24 == 0x2B ? MetadataTokens.GetToken(metadata.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(token & 0xFFFFFF)).Method) : token);
        return handle.Kind == HandleKind.MemberReference ? Of(metadata, (MemberReferenceHandle)handle) : "";
    }

    private static string Of(MetadataReader metadata, MemberReferenceHandle handle)
    {
        var signature = metadata.GetBlobReader(metadata.GetMemberReference(handle).Signature);
        var header = signature.ReadSignatureHeader();
        if (header.IsGeneric)
        {
            signature.ReadCompressedInteger();
        }

        var count = signature.ReadCompressedInteger();
        var codes = new StringBuilder();
        Append(ref signature, null, 0);
        for (var i = 0; i < count && i < MaximumParameters; i++)
        {
            Append(ref signature, codes, 0);
        }

        return codes.ToString();
    }

    // ECMA-335 II.23.2.12.
    private static void Append(ref BlobReader signature, StringBuilder? codes, int depth)
    {
        if (depth > 16)
        {
            throw new InvalidDataException("The signature is nested too deeply.");
        }

        switch (signature.ReadSignatureTypeCode())
        {
            case SignatureTypeCode.Char:
                codes?.Append('c');
                break;
            case SignatureTypeCode.Boolean:
                codes?.Append('b');
                break;
            case SignatureTypeCode.Byte or SignatureTypeCode.SByte:
                codes?.Append('u');
                break;
            case SignatureTypeCode.Int16 or SignatureTypeCode.UInt16 or SignatureTypeCode.Int32 or SignatureTypeCode.UInt32:
                codes?.Append('i');
                break;
            case SignatureTypeCode.Int64 or SignatureTypeCode.UInt64 or SignatureTypeCode.IntPtr or SignatureTypeCode.UIntPtr:
                codes?.Append('l');
                break;
            case SignatureTypeCode.String:
                codes?.Append('s');
                break;
            case SignatureTypeCode.Object:
                codes?.Append('o');
                break;
            case SignatureTypeCode.SZArray:
                codes?.Append('[');
                Append(ref signature, codes, depth + 1);
                break;
            case SignatureTypeCode.ByReference or SignatureTypeCode.Pointer or SignatureTypeCode.Pinned:
                codes?.Append('&');
                Append(ref signature, null, depth + 1);
                break;
            case SignatureTypeCode.RequiredModifier or SignatureTypeCode.OptionalModifier:
                signature.ReadTypeHandle();
                Append(ref signature, codes, depth + 1);
                break;
            case SignatureTypeCode.TypeHandle:
                signature.ReadTypeHandle();
                codes?.Append('k');
                break;
            case SignatureTypeCode.GenericTypeInstance:
                codes?.Append('k');
                signature.ReadSignatureTypeCode();
                signature.ReadTypeHandle();
                for (var count = Math.Min(signature.ReadCompressedInteger(), MaximumParameters); count > 0; count--)
                {
                    Append(ref signature, null, depth + 1);
                }

                break;
            case SignatureTypeCode.GenericTypeParameter or SignatureTypeCode.GenericMethodParameter:
                signature.ReadCompressedInteger();
                codes?.Append('g');
                break;
            default:
                codes?.Append('v');
                break;
        }
    }
}
