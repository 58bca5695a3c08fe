using System.Reflection.Metadata;

namespace Assay.Web.Reports.Opening;

/// <summary>Finds the place of a report in an assembly: reports name the outermost type, and methods as the source has them.</summary>
internal static class CodeSearch
{
    private const int MaximumNesting = 64;
    private const int MostMethods = 40;

    /// <summary>Gives the outermost type of a name; nil when there is none.</summary>
    public static TypeDefinitionHandle Type(MetadataReader metadata, string type) =>
        metadata.TypeDefinitions.FirstOrDefault(handle => metadata.GetTypeDefinition(handle) is var definition && definition.GetDeclaringType().IsNil && Name(metadata, definition) == type);

    /// <summary>Gives the methods of a name as the source has them, overloads too: <c>Run</c>, or <c>Inner.Run</c> of a nested type.</summary>
    public static IReadOnlyList<MethodDefinitionHandle> Methods(MetadataReader metadata, TypeDefinitionHandle outermost, string method)
    {
        var found = new List<MethodDefinitionHandle>();
        Collect(outermost, "", 0);
        return found;

        void Collect(TypeDefinitionHandle handle, string inner, int depth)
        {
            var definition = metadata.GetTypeDefinition(handle);
            foreach (var own in definition.GetMethods())
            {
                if (found.Count < MostMethods && inner + metadata.GetString(metadata.GetMethodDefinition(own).Name) == method)
                {
                    found.Add(own);
                }
            }

            foreach (var nested in depth < MaximumNesting ? definition.GetNestedTypes() : [])
            {
                var name = metadata.GetString(metadata.GetTypeDefinition(nested).Name);

                // Generated types hold bodies of methods that the types around them declare.
                if (!name.StartsWith('<'))
                {
                    Collect(nested, $"{inner}{name}.", depth + 1);
                }
            }
        }
    }

    /// <summary>Gives the method that a generated body is, <c>N.Outer+&lt;Run&gt;d__3::MoveNext</c>; nil when there is none.</summary>
    public static MethodDefinitionHandle Body(MetadataReader metadata, TypeDefinitionHandle outermost, string body)
    {
        var end = body.LastIndexOf("::", StringComparison.Ordinal);
        if (end < 0)
        {
            return default;
        }

        var names = body[..end].Split('+');
        var handle = outermost;
        foreach (var name in names.Skip(1).Take(MaximumNesting))
        {
            handle = metadata.GetTypeDefinition(handle).GetNestedTypes().FirstOrDefault(nested => metadata.GetString(metadata.GetTypeDefinition(nested).Name) == name);
            if (handle.IsNil)
            {
                return default;
            }
        }

        return metadata.GetTypeDefinition(handle).GetMethods().FirstOrDefault(method => metadata.GetString(metadata.GetMethodDefinition(method).Name) == body[(end + 2)..]);
    }

    /// <summary>Gives the property or event that an accessor belongs to, which is how the source has it; the method itself for others.</summary>
    public static EntityHandle Declaration(MetadataReader metadata, MethodDefinitionHandle method)
    {
        var type = metadata.GetTypeDefinition(metadata.GetMethodDefinition(method).GetDeclaringType());
        foreach (var property in type.GetProperties())
        {
            var accessors = metadata.GetPropertyDefinition(property).GetAccessors();
            if (accessors.Getter == method || accessors.Setter == method)
            {
                return property;
            }
        }

        foreach (var @event in type.GetEvents())
        {
            var accessors = metadata.GetEventDefinition(@event).GetAccessors();
            if (accessors.Adder == method || accessors.Remover == method)
            {
                return @event;
            }
        }

        return method;
    }

    private static string Name(MetadataReader metadata, TypeDefinition definition)
    {
        var space = metadata.GetString(definition.Namespace);
        var name = metadata.GetString(definition.Name);
        return space.Length == 0 ? name : $"{space}.{name}";
    }
}
