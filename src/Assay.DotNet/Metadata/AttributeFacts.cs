using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.CompilerServices;
using Assay.Model;

namespace Assay.DotNet.Metadata;

/// <summary>Writes custom attributes with the constructor arguments that are texts, numbers, booleans or types (ECMA-335 II.23.3).</summary>
internal sealed class AttributeFacts(MetadataReader metadata, MemberTable members, TypeNames types, PlaceTable places, FactWriter facts)
{
    private const int MaximumArguments = 16;

    // Written by the compiler on nearly every member; they say nothing of what the code does.
    private static readonly HashSet<string> CompilerAttributes = new(StringComparer.Ordinal)
    {
        "System.Runtime.CompilerServices.NullableAttribute", "System.Runtime.CompilerServices.NullableContextAttribute", "System.Runtime.CompilerServices.CompilerGeneratedAttribute",
        "System.Runtime.CompilerServices.IsReadOnlyAttribute", "System.Runtime.CompilerServices.IteratorStateMachineAttribute", "System.Runtime.CompilerServices.AsyncStateMachineAttribute",
        "System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute", "System.Runtime.CompilerServices.ExtensionAttribute", "System.Runtime.CompilerServices.TupleElementNamesAttribute",
        "System.Runtime.CompilerServices.IsByRefLikeAttribute", "System.Runtime.CompilerServices.ScopedRefAttribute", "System.Runtime.CompilerServices.NativeIntegerAttribute",
        "System.Diagnostics.DebuggerBrowsableAttribute", "System.Diagnostics.DebuggerStepThroughAttribute", "System.Diagnostics.DebuggerHiddenAttribute", "System.Diagnostics.DebuggerNonUserCodeAttribute",
        "System.ParamArrayAttribute", "System.Reflection.DefaultMemberAttribute", "Microsoft.CodeAnalysis.EmbeddedAttribute", "System.ComponentModel.EditorBrowsableAttribute",
    };

    private readonly Dictionary<int, bool> _isPlain = [];
    private readonly HashSet<(int Value, int Arguments, int Place)> _written = [];

    /// <summary>Writes one attribute.</summary>
    public void Write(CustomAttributeHandle handle)
    {
        var attribute = metadata.GetCustomAttribute(handle);
        var token = MetadataTokens.GetToken(attribute.Constructor);
        ref readonly var constructor = ref members.Resolve(token, out var row);
        if (constructor.TypeName < 0)
        {
            throw new InvalidDataException("An attribute names something that is no constructor.");
        }

        if (!_isPlain.TryGetValue(row, out var plain))
        {
            plain = CompilerAttributes.Contains(facts.Text(constructor.TypeName));
            _isPlain.Add(row, plain);
        }

        if (plain)
        {
            return;
        }

        if (facts.Text(constructor.TypeName) == "System.Runtime.CompilerServices.ModuleInitializerAttribute" && attribute.Parent.Kind == HandleKind.MethodDefinition)
        {
            places.ModuleInitializers.Add(MetadataTokens.GetRowNumber(attribute.Parent));
        }

        var place = attribute.Parent.Kind switch
        {
            HandleKind.TypeDefinition => places.Of((TypeDefinitionHandle)attribute.Parent),
            HandleKind.MethodDefinition => places.Of((MethodDefinitionHandle)attribute.Parent),
            _ => FactRecord.None,
        };
        var arguments = ReadArguments(attribute);
        if (_written.Add((constructor.TypeName, arguments, place)))
        {
            facts.Add(new FactRecord(FactKind.Attribute, Derivation.Literal, PositionKind.None, constructor.TypeName, arguments, place, 0));
        }
    }

    [SkipLocalsInit]
    private int ReadArguments(in CustomAttribute attribute)
    {
        var signature = attribute.Constructor.Kind == HandleKind.MemberReference
            ? metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Signature
            : metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).Signature;
        var parameterTypes = metadata.GetBlobReader(signature);
        parameterTypes.ReadSignatureHeader();
        var count = Math.Min(parameterTypes.ReadCompressedInteger(), MaximumArguments);
        parameterTypes.ReadSignatureTypeCode();
        var value = metadata.GetBlobReader(attribute.Value);

        // II.23.3: prolog 0x0001.
        if (count == 0 || value.RemainingBytes < 2 || value.ReadUInt16() != 1)
        {
            return FactRecord.None;
        }

        Span<StoredArgument> arguments = stackalloc StoredArgument[MaximumArguments];
        for (var i = 0; i < count; i++)
        {
            if (ReadArgument(ref parameterTypes, ref value) is not { } text)
            {
                count = i;
                break;
            }

            arguments[i] = new StoredArgument(-1, facts.Intern(text), Derivation.Literal);
        }

        return count == 0 ? FactRecord.None : facts.Intern(arguments[..count]);
    }

    // Null where the type is none of the simple ones: what follows cannot be found then.
    private string? ReadArgument(ref BlobReader signature, ref BlobReader value)
    {
        switch (signature.ReadSignatureTypeCode())
        {
            case SignatureTypeCode.String:
                return value.ReadSerializedString() ?? "null";
            case SignatureTypeCode.Boolean:
                return value.ReadBoolean() ? "true" : "false";
            case SignatureTypeCode.Int32:
                return value.ReadInt32().ToString(CultureInfo.InvariantCulture);
            case SignatureTypeCode.UInt32:
                return value.ReadUInt32().ToString(CultureInfo.InvariantCulture);
            case SignatureTypeCode.Byte:
                return value.ReadByte().ToString(CultureInfo.InvariantCulture);
            case SignatureTypeCode.Int64:
                return value.ReadInt64().ToString(CultureInfo.InvariantCulture);
            case SignatureTypeCode.TypeHandle:
                // System.Type is written as text; any other named type is an enum, 32 bits wide but for rare ones.
                return types.Of(signature.ReadTypeHandle()) == "System.Type" ? value.ReadSerializedString() ?? "null" : value.RemainingBytes >= 4 ? value.ReadInt32().ToString(CultureInfo.InvariantCulture) : null;
            default:
                return null;
        }
    }
}
