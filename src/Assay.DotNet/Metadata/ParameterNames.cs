using System.Reflection;
using System.Reflection.Metadata;
using Assay.Model;

namespace Assay.DotNet.Metadata;

/// <summary>The names of the parameters of a method.</summary>
internal static class ParameterNames
{
    private const string Setter = "set_";

    /// <summary>Reads the names by position; -1 where a parameter has none. The value that a setter takes has the name of the property.</summary>
    /// <returns>How many there are, at most as many as <paramref name="names"/> holds.</returns>
    public static int Read(MetadataReader metadata, MemberTable members, FactWriter facts, in MethodDefinition method, Span<int> names)
    {
        names.Fill(-1);
        var count = 0;
        foreach (var handle in method.GetParameters())
        {
            var parameter = metadata.GetParameter(handle);

            // ECMA-335 II.22.33: sequence 0 is the return value.
            if (parameter.SequenceNumber > 0 && parameter.SequenceNumber <= names.Length)
            {
                names[parameter.SequenceNumber - 1] = members.NameIndex(parameter.Name);
                count = Math.Max(count, parameter.SequenceNumber);
            }
        }

        if (count > 0 && (method.Attributes & MethodAttributes.SpecialName) != 0 && members.Name(method.Name) is var name && name.StartsWith(Setter, StringComparison.Ordinal) && name.Length > Setter.Length)
        {
            names[count - 1] = facts.Intern(name[Setter.Length..]);
        }

        return count;
    }
}
