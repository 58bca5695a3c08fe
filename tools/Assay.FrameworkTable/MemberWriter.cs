using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;

namespace Assay.FrameworkTable;

/// <summary>Writes the members of one type, a line for each name and return type.</summary>
internal sealed class MemberWriter(MetadataReader metadata, Spelling spelling, TypeDefinition type, char kind)
{
    // Their overrides are called directly (the compiler does so for the built-in value types alone).
    private static readonly HashSet<string> BuiltIn = new(StringComparer.Ordinal)
    {
        "Boolean", "Byte", "SByte", "Char", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Single", "Double", "Decimal", "IntPtr", "UIntPtr", "DateTime",
    };

    // Key of the line without its parameters => the parameter counts.
    private readonly SortedDictionary<string, SortedSet<string>> _lines = new(StringComparer.Ordinal);

    /// <summary>True when a method of the type is an extension method.</summary>
    public bool HasExtensions { get; private set; }

    /// <summary>The members in order.</summary>
    public IEnumerable<string> Lines()
    {
        WriteFields();
        var accessors = WriteProperties();
        WriteEvents(accessors);
        WriteMethods(accessors);
        return _lines.Select(line => line.Value.Count == 0 ? line.Key : $"{line.Key} {string.Join(';', line.Value)}").ToArray();
    }

    private void WriteFields()
    {
        foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition).Where(field => IsVisible((int)(field.Attributes & FieldAttributes.FieldAccessMask)) && (field.Attributes & FieldAttributes.SpecialName) == 0))
        {
            var name = metadata.GetString(field.Name);
            var isStatic = (field.Attributes & FieldAttributes.Static) != 0;
            if ((field.Attributes & FieldAttributes.Literal) != 0 && Constant(field) is { } constant)
            {
                // An enum's members have its type; its own line says so.
                Add(kind == 'e' ? $"l {name} . {constant}" : $"l {name} {field.DecodeSignature(spelling, null)} {constant}", null);
            }
            else
            {
                Add($"{(isStatic ? 'F' : 'f')} {name} {field.DecodeSignature(spelling, null)}", null);
            }
        }
    }

    private string? Constant(in FieldDefinition field)
    {
        var handle = field.GetDefaultValue();
        if (handle.IsNil)
        {
            return null;
        }

        var constant = metadata.GetConstant(handle);
        return metadata.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode) switch
        {
            bool value => value ? "1" : "0",
            char value => ((int)value).ToString(CultureInfo.InvariantCulture),
            ulong value => unchecked((long)value).ToString(CultureInfo.InvariantCulture),
            IFormattable value and not (float or double) => value.ToString(null, CultureInfo.InvariantCulture),
            string value when !value.AsSpan().ContainsAny(" ;\r\n\t") => "\"" + value,
            _ => null,
        };
    }

    private HashSet<MethodDefinitionHandle> WriteProperties()
    {
        var accessors = new HashSet<MethodDefinitionHandle>();
        foreach (var property in type.GetProperties().Select(metadata.GetPropertyDefinition))
        {
            var pair = property.GetAccessors();
            var getter = Visible(pair.Getter);
            var setter = Visible(pair.Setter);
            accessors.Add(pair.Getter);
            accessors.Add(pair.Setter);
            if (getter is null && setter is null)
            {
                continue;
            }

            var signature = property.DecodeSignature(spelling, null);
            var access = (getter is null ? "" : "r") + (setter is null ? "" : "w");
            var letter = ((getter ?? setter)!.Value.Attributes & MethodAttributes.Static) != 0 ? 'P' : 'p';
            Add($"{letter} {metadata.GetString(property.Name)} {signature.ReturnType} {access}", signature.ParameterTypes.Length == 0 ? null : signature.ParameterTypes.Length.ToString(CultureInfo.InvariantCulture));
        }

        return accessors;
    }

    private MethodDefinition? Visible(MethodDefinitionHandle handle) =>
        !handle.IsNil && metadata.GetMethodDefinition(handle) is var method && IsVisible((int)(method.Attributes & MethodAttributes.MemberAccessMask)) && !IsOverride(method) ? method : null;

    private void WriteEvents(HashSet<MethodDefinitionHandle> accessors)
    {
        foreach (var declared in type.GetEvents().Select(metadata.GetEventDefinition))
        {
            var pair = declared.GetAccessors();
            accessors.Add(pair.Adder);
            accessors.Add(pair.Remover);
            if (Visible(pair.Adder) is { } adder)
            {
                Add($"{((adder.Attributes & MethodAttributes.Static) != 0 ? 'E' : 'e')} {metadata.GetString(declared.Name)} {adder.DecodeSignature(spelling, null).ParameterTypes[0]}", null);
            }
        }
    }

    private void WriteMethods(HashSet<MethodDefinitionHandle> accessors)
    {
        foreach (var handle in type.GetMethods())
        {
            var method = metadata.GetMethodDefinition(handle);
            if (accessors.Contains(handle) || !IsVisible((int)(method.Attributes & MethodAttributes.MemberAccessMask)) || IsOverride(method))
            {
                continue;
            }

            var name = metadata.GetString(method.Name);
            if (name is ".cctor" or "Finalize" || (kind == 'd' && name is "BeginInvoke" or "EndInvoke"))
            {
                continue;
            }

            WriteMethod(method, name);
        }
    }

    private void WriteMethod(in MethodDefinition method, string name)
    {
        var signature = method.DecodeSignature(spelling, null);
        var parameters = new Parameters(metadata, method, signature.ParameterTypes);
        var isStatic = (method.Attributes & MethodAttributes.Static) != 0;
        if (name == ".ctor")
        {
            Add("c", parameters.Count);
            return;
        }

        var isExtension = isStatic && Attributes.Has(metadata, method.GetCustomAttributes(), "ExtensionAttribute");
        HasExtensions |= isExtension;

        // Types of parameters matter only where something is inferred from them.
        var spelled = isExtension || signature.GenericParameterCount > 0 || parameters.Any(parameter => parameter.StartsWith("out ", StringComparison.Ordinal) || IsDelegate(parameter)) || kind == 'd';
        Add($"{(isExtension ? 'x' : isStatic ? 'M' : 'm')} {name} {signature.ReturnType}", spelled ? parameters.Spelled : parameters.Count);
    }

    private static bool IsDelegate(string parameter) => parameter.StartsWith("System.Func`", StringComparison.Ordinal) || parameter.StartsWith("System.Action", StringComparison.Ordinal)
        || parameter.StartsWith("System.Predicate`", StringComparison.Ordinal) || parameter.StartsWith("System.Linq.Expressions.Expression`", StringComparison.Ordinal) || parameter.StartsWith("System.Comparison`", StringComparison.Ordinal) || parameter.EndsWith("Callback", StringComparison.Ordinal) || parameter.EndsWith("Start", StringComparison.Ordinal) || parameter.Contains("EventHandler", StringComparison.Ordinal);

    // A call of an override names the method that it overrides, unless the receiver is a built-in value type.
    private bool IsOverride(in MethodDefinition method) =>
        (method.Attributes & (MethodAttributes.Virtual | MethodAttributes.NewSlot)) == MethodAttributes.Virtual && (method.Attributes & MethodAttributes.Static) == 0
        && !(kind == 's' && BuiltIn.Contains(metadata.GetString(type.Name)));

    // FieldAttributes and MethodAttributes count alike: Family 4, FamORAssem 5, Public 6 (ECMA-335 II.23.1.5, II.23.1.10).
    private static bool IsVisible(int access) => access is 4 or 5 or 6;

    private void Add(string line, string? parameters)
    {
        if (!_lines.TryGetValue(line, out var counts))
        {
            _lines.Add(line, counts = new SortedSet<string>(StringComparer.Ordinal));
        }

        if (parameters is not null)
        {
            counts.Add(parameters);
        }
    }
}
