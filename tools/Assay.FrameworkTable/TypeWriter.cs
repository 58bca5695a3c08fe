using System.Reflection;
using System.Reflection.Metadata;
using System.Text;

namespace Assay.FrameworkTable;

/// <summary>Writes the types of one reference assembly that other assemblies can name.</summary>
internal sealed class TypeWriter(MetadataReader metadata)
{
    // Thousands of processor instructions, one method each: no rule asks for them.
    private static readonly string[] LeftOut = ["System.Runtime.Intrinsics."];
    private readonly Spelling _spelling = new();

    /// <summary>Adds the block of each type under its name.</summary>
    public void WriteTypes(SortedDictionary<string, string> types)
    {
        foreach (var handle in metadata.TypeDefinitions)
        {
            var name = TypeNames.Of(metadata, handle);
            if (IsVisible(handle) && !Array.Exists(LeftOut, prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                types[name] = Write(handle, name);
            }
        }
    }

    private bool IsVisible(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(type.GetDeclaringType()),
            _ => false,
        };
    }

    private string Write(TypeDefinitionHandle handle, string name)
    {
        var type = metadata.GetTypeDefinition(handle);
        var baseName = type.BaseType.IsNil ? null : Spell(type.BaseType);
        var kind = KindOf(type, baseName);
        var bases = new List<string>();
        if (kind == 'c' && baseName is not null)
        {
            bases.Add(baseName);
        }

        bases.AddRange(type.GetInterfaceImplementations().Select(implementation => Spell(metadata.GetInterfaceImplementation(implementation).Interface)).Where(spelled => spelled != "?").Order(StringComparer.Ordinal));
        var members = new MemberWriter(metadata, _spelling, type, kind);
        var lines = members.Lines();
        var text = new StringBuilder().Append(kind).Append(members.HasExtensions ? "x" : "").Append(' ').Append(name);
        if (bases.Count > 0)
        {
            text.Append(' ').AppendJoin(';', bases);
        }

        text.Append('\n');
        foreach (var line in lines)
        {
            text.Append(' ').Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static char KindOf(in TypeDefinition type, string? baseName) => (type.Attributes & TypeAttributes.Interface) != 0 ? 'i'
        : baseName switch
        {
            "System.Enum" => 'e',
            "System.ValueType" => 's',
            "System.MulticastDelegate" => 'd',
            _ => 'c',
        };

    private string Spell(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => Short(TypeNames.Of(metadata, (TypeDefinitionHandle)handle)),
        HandleKind.TypeReference => Short(TypeNames.Of(metadata, (TypeReferenceHandle)handle)),
        HandleKind.TypeSpecification => _spelling.GetTypeFromSpecification(metadata, null, (TypeSpecificationHandle)handle, 0),
        _ => "?",
    };

    private static string Short(string name) => name == "System.Object" ? "object" : name;
}
