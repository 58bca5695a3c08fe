using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Assay.DotNet.Calls;
using Assay.DotNet.Metadata;
using Assay.Model;

namespace Assay.DotNet.Obfuscation;

/// <summary>Finds assemblies whose texts are encrypted: hardly a constant text is left, and one static method that makes texts of numbers is used everywhere.</summary>
internal sealed class StringDecoders(MetadataReader metadata, MemberTable members, FactWriter facts)
{
    private const int MinimumMethods = 50;
    private const int MinimumUsers = 20;

    /// <summary>Bytes of constant texts per method: plain code has some twenty.</summary>
    private const int BytesPerMethod = 2;

    /// <summary>Writes <c>encrypted-strings</c> with the method, how many methods use it, and the bytes of constant texts that are left.</summary>
    /// <param name="uses">Which methods use which members of the assembly.</param>
    public void Write(InternalUses uses)
    {
        var methods = metadata.GetTableRowCount(TableIndex.MethodDef);
        var texts = metadata.GetHeapSize(HeapIndex.UserString);

        // The cheap gate: nearly every assembly ends here.
        if (methods < MinimumMethods || texts > (long)methods * BytesPerMethod)
        {
            return;
        }

        // By row of the method.
        var decoders = new Dictionary<int, int>();
        foreach (var handle in metadata.MethodDefinitions)
        {
            if (IsDecoder(metadata.GetMethodDefinition(handle)))
            {
                decoders.Add(MetadataTokens.GetRowNumber(handle), 0);
            }
        }

        foreach (var use in uses.All)
        {
            ref var users = ref CollectionsMarshal.GetValueRefOrNullRef(decoders, (int)use);
            if (!Unsafe.IsNullRef(ref users))
            {
                users++;
            }
        }

        var (row, most) = decoders.OrderByDescending(decoder => decoder.Value).ThenBy(decoder => decoder.Key).Select(decoder => (decoder.Key, decoder.Value)).FirstOrDefault();
        if (most >= MinimumUsers)
        {
            facts.Add(FactKind.Anomaly, "encrypted-strings", arguments: new ArgumentList(new Argument("method", HiddenCharacters.Escape(facts.Text(members.Resolve(MetadataTokens.GetToken(MetadataTokens.MethodDefinitionHandle(row)), out _).Name))),
                new Argument("users", most.ToString(CultureInfo.InvariantCulture)), new Argument("texts", texts.ToString(CultureInfo.InvariantCulture))));
        }
    }

    // static string M(int), M(uint), M(string, int), M(int, int), and generic T M<T>(uint): II.23.2.1.
    private bool IsDecoder(in MethodDefinition method)
    {
        if ((method.Attributes & System.Reflection.MethodAttributes.Static) == 0)
        {
            return false;
        }

        var signature = metadata.GetBlobReader(method.Signature);
        var header = signature.ReadSignatureHeader();
        if (header.IsGeneric)
        {
            signature.ReadCompressedInteger();
        }

        var parameters = signature.ReadCompressedInteger();
        var result = signature.ReadSignatureTypeCode();
        if (parameters is < 1 or > 3 || !(result == SignatureTypeCode.String || (header.IsGeneric && result == SignatureTypeCode.GenericMethodParameter)))
        {
            return false;
        }

        if (result == SignatureTypeCode.GenericMethodParameter)
        {
            signature.ReadCompressedInteger();
        }

        var numbers = false;
        for (var i = 0; i < parameters; i++)
        {
            var type = signature.ReadSignatureTypeCode();
            numbers |= type is SignatureTypeCode.Int32 or SignatureTypeCode.UInt32 or SignatureTypeCode.Int64 or SignatureTypeCode.UInt64;
            if (type is not (SignatureTypeCode.Int32 or SignatureTypeCode.UInt32 or SignatureTypeCode.Int64 or SignatureTypeCode.UInt64 or SignatureTypeCode.String or SignatureTypeCode.Byte or SignatureTypeCode.Char))
            {
                return false;
            }
        }

        return numbers;
    }
}
