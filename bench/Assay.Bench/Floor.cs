using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace Assay.Bench;

/// <summary>
/// The least any honest scanner must do (docs/design/speed.md): inflate every entry, SHA-256 it, decode all IL of every managed assembly and
/// resolve every call target and user string. Built on the base library alone, equal content read once within a package.
/// </summary>
internal static class Floor
{
    private static readonly byte[] OperandSizes = MakeOperandSizes();

    /// <summary>Reads one package; the counts keep the work from being optimised away.</summary>
    public static (long Bytes, long Instructions, long Names) Read(byte[] package)
    {
        var total = (Bytes: 0L, Instructions: 0L, Names: 0L);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using var zip = new ZipArchive(new MemoryStream(package, writable: false), ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
        {
            var content = new byte[entry.Length];
            using (var stream = entry.Open())
            {
                stream.ReadExactly(content);
            }

            total.Bytes += content.Length;
            if (seen.Add(Convert.ToHexString(SHA256.HashData(content))) && content.AsSpan().StartsWith("MZ"u8))
            {
                ReadAssembly(content, ref total.Instructions, ref total.Names);
            }
        }

        return total;
    }

    private static unsafe void ReadAssembly(byte[] image, ref long instructions, ref long names)
    {
        fixed (byte* pointer = image)
        {
            using var pe = new PEReader(pointer, image.Length);
            if (!pe.HasMetadata)
            {
                return;
            }

            var metadata = pe.GetMetadataReader();
            var references = new string?[metadata.GetTableRowCount(TableIndex.MemberRef) + 1];
            var definitions = new string?[metadata.GetTableRowCount(TableIndex.MethodDef) + 1];
            var strings = new Dictionary<int, string>();
            foreach (var handle in metadata.MethodDefinitions)
            {
                var method = metadata.GetMethodDefinition(handle);
                if (method.RelativeVirtualAddress == 0 || (method.ImplAttributes & MethodImplAttributes.CodeTypeMask) != MethodImplAttributes.IL)
                {
                    continue;
                }

                var code = pe.GetMethodBody(method.RelativeVirtualAddress).GetILReader();
                while (code.RemainingBytes > 0)
                {
                    int opcode = code.ReadByte();
                    opcode = opcode == 0xFE ? 0x100 | code.ReadByte() : opcode;
                    instructions++;
                    switch (opcode)
                    {
                        case 0x28 or 0x6F or 0x73 or 0x106 or 0x107:
                            names += Resolve(metadata, code.ReadInt32(), references, definitions).Length;
                            break;
                        case 0x72:
                            var token = code.ReadInt32() & 0xFFFFFF;
                            if (!strings.TryGetValue(token, out var text))
                            {
                                strings.Add(token, text = metadata.GetUserString(MetadataTokens.UserStringHandle(token)));
                            }

                            names += text.Length;
                            break;
                        case 0x45:
                            var targets = code.ReadInt32();
                            code.Offset += targets * 4;
                            break;
                        default:
                            code.Offset += OperandSizes[opcode];
                            break;
                    }
                }
            }
        }
    }

    private static string Resolve(MetadataReader metadata, int token, string?[] references, string?[] definitions)
    {
        if (token >> 24 == 0x2B)
        {
            token = MetadataTokens.GetToken(metadata.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(token & 0xFFFFFF)).Method);
        }

        var row = token & 0xFFFFFF;
        if (token >> 24 == 0x06)
        {
            if (definitions[row] is not { } known)
            {
                var method = metadata.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(row));
                definitions[row] = known = TypeName(metadata, method.GetDeclaringType()) + "::" + metadata.GetString(method.Name);
            }

            return known;
        }

        if (references[row] is not { } name)
        {
            var reference = metadata.GetMemberReference(MetadataTokens.MemberReferenceHandle(row));
            references[row] = name = TypeName(metadata, reference.Parent) + "::" + metadata.GetString(reference.Name);
        }

        return name;
    }

    private static string TypeName(MetadataReader metadata, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeReference:
                var reference = metadata.GetTypeReference((TypeReferenceHandle)handle);
                return metadata.GetString(reference.Namespace) + "." + metadata.GetString(reference.Name);
            case HandleKind.TypeDefinition:
                var definition = metadata.GetTypeDefinition((TypeDefinitionHandle)handle);
                return metadata.GetString(definition.Namespace) + "." + metadata.GetString(definition.Name);
            case HandleKind.TypeSpecification:
                var signature = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)handle).Signature);
                if (signature.ReadSignatureTypeCode() == SignatureTypeCode.GenericTypeInstance)
                {
                    signature.ReadByte();
                    return TypeName(metadata, signature.ReadTypeHandle());
                }

                return "";
            default:
                return "";
        }
    }

    private static byte[] MakeOperandSizes()
    {
        var sizes = new byte[0x200];
        foreach (var field in typeof(System.Reflection.Emit.OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var opcode = (System.Reflection.Emit.OpCode)field.GetValue(null)!;
            var index = opcode.Size == 1 ? opcode.Value & 0xFF : 0x100 | (opcode.Value & 0xFF);
            sizes[index] = opcode.OperandType switch
            {
                System.Reflection.Emit.OperandType.InlineNone => 0,
                System.Reflection.Emit.OperandType.ShortInlineBrTarget or System.Reflection.Emit.OperandType.ShortInlineI or System.Reflection.Emit.OperandType.ShortInlineVar => 1,
                System.Reflection.Emit.OperandType.InlineVar => 2,
                System.Reflection.Emit.OperandType.InlineI8 or System.Reflection.Emit.OperandType.InlineR => 8,
                _ => 4,
            };
        }

        return sizes;
    }
}
