using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Assay.DotNet.Metadata;
using Assay.Model;

namespace Assay.DotNet;

/// <summary>States what an assembly offers to other code: public types, and public and protected members of them.</summary>
/// <remarks>Apart from <see cref="AssemblyAnalyzer"/>, as only a comparison of versions asks for it.</remarks>
public static class PublicMemberAnalyzer
{
    private const int MaximumNesting = 64;

    /// <summary>Writes a <c>member</c> fact for each, and <c>assembly.public-types</c> when all were read. What cannot be read becomes a problem; nothing is thrown.</summary>
    public static unsafe void Analyze(ReadOnlyMemory<byte> image, FactWriter facts)
    {
        using var pin = image.Pin();
        try
        {
            using var pe = new PEReader((byte*)pin.Pointer, image.Length);
            if (pe.PEHeaders.CorHeader is not null && pe.HasMetadata)
            {
                Write(pe.GetMetadataReader(MetadataReaderOptions.None), facts);
            }
        }
        catch (Exception exception) when (AssemblyAnalyzer.IsMalformed(exception))
        {
            // That the metadata is broken is said by who reads the code.
        }
    }

    private static void Write(MetadataReader metadata, FactWriter facts)
    {
        var types = new TypeNames(metadata);
        var count = 0;
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            if (IsVisible(metadata, type))
            {
                var name = types.Of(handle);
                facts.Add(FactKind.Member, name);
                WriteMembers(metadata, type, name, facts);
                count++;
            }
        }

        facts.Add(FactKind.Metadata, "assembly.public-types", arguments: new ArgumentList(new Argument("value", count.ToString(CultureInfo.InvariantCulture))));
    }

    private static void WriteMembers(MetadataReader metadata, in TypeDefinition type, string typeName, FactWriter facts)
    {
        var name = facts.Intern(typeName);
        foreach (var handle in type.GetMethods())
        {
            // ECMA-335 II.22.28: accessors are those of properties and events, which are stated by their own names.
            var method = metadata.GetMethodDefinition(handle);
            if (IsVisible(method.Attributes) && !IsAccessor(metadata.GetString(method.Name), method.Attributes))
            {
                Add(metadata.GetString(method.Name), Parameters(metadata, method.Signature));
            }
        }

        foreach (var handle in type.GetFields())
        {
            var field = metadata.GetFieldDefinition(handle);
            if ((field.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem && (field.Attributes & FieldAttributes.RTSpecialName) == 0)
            {
                Add(metadata.GetString(field.Name), null);
            }
        }

        foreach (var handle in type.GetProperties())
        {
            var property = metadata.GetPropertyDefinition(handle);
            var accessors = property.GetAccessors();
            if (IsVisible(metadata, accessors.Getter) || IsVisible(metadata, accessors.Setter))
            {
                Add(metadata.GetString(property.Name), null);
            }
        }

        foreach (var handle in type.GetEvents())
        {
            var definition = metadata.GetEventDefinition(handle);
            if (IsVisible(metadata, definition.GetAccessors().Adder))
            {
                Add(metadata.GetString(definition.Name), null);
            }
        }

        void Add(string member, string? parameters)
        {
            var arguments = parameters is null ? FactRecord.None : facts.Intern(new ArgumentList(new Argument("parameters", parameters)));
            facts.Add(new FactRecord(FactKind.Member, Derivation.Literal, PositionKind.None, facts.InternMember(name, facts.Intern(member)), arguments, FactRecord.None, 0));
        }
    }

    // ECMA-335 II.23.2.1: header, number of generic parameters when there are any, number of parameters.
    private static string Parameters(MetadataReader metadata, BlobHandle signature)
    {
        var reader = metadata.GetBlobReader(signature);
        if (reader.ReadSignatureHeader().IsGeneric)
        {
            reader.ReadCompressedInteger();
        }

        return reader.ReadCompressedInteger().ToString(CultureInfo.InvariantCulture);
    }

    private static bool IsVisible(MetadataReader metadata, MethodDefinitionHandle handle) => !handle.IsNil && IsVisible(metadata.GetMethodDefinition(handle).Attributes);

    private static bool IsVisible(MethodAttributes attributes) => (attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static bool IsAccessor(string name, MethodAttributes attributes) => (attributes & MethodAttributes.SpecialName) != 0
        && (name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal) || name.StartsWith("add_", StringComparison.Ordinal) || name.StartsWith("remove_", StringComparison.Ordinal));

    // A nested type is as visible as the types around it.
    private static bool IsVisible(MetadataReader metadata, TypeDefinition type)
    {
        for (var depth = 0; depth < MaximumNesting; depth++)
        {
            switch (type.Attributes & TypeAttributes.VisibilityMask)
            {
                case TypeAttributes.Public:
                    return true;
                case TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem:
                    type = metadata.GetTypeDefinition(type.GetDeclaringType());
                    break;
                default:
                    return false;
            }
        }

        return false;
    }
}
