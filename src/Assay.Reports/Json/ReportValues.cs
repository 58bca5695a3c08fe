using System.Collections;
using System.Text.Json.Serialization.Metadata;

namespace Assay.Reports;

/// <summary>Finds what the types of a report do not exclude: missing lists, nulls in lists, and numbers that are none.</summary>
internal static class ReportValues
{
    /// <summary>Throws <see cref="ReportFileException"/> with the path of the first such value.</summary>
    public static void Check(object value, JsonTypeInfo type, string path)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                foreach (var property in type.Properties)
                {
                    if (property.Get?.Invoke(value) is { } member)
                    {
                        CheckMember(member, property.PropertyType, type, $"{path}.{property.Name}");
                    }
                    else if (property is { Get: not null, IsGetNullable: false })
                    {
                        // What has a value of its own in our types is null where the file has nothing.
                        throw new ReportFileException($"{path}: misses {property.Name}");
                    }
                }

                break;
            case JsonTypeInfoKind.Enumerable:
                var index = 0;
                foreach (var element in (IEnumerable)value)
                {
                    CheckElement(element, type, $"{path}[{index++}]");
                }

                break;
            case JsonTypeInfoKind.Dictionary:
                foreach (var element in ((IDictionary)value).Values)
                {
                    CheckElement(element, type, path);
                }

                break;
            default:
                break;
        }
    }

    private static void CheckElement(object? element, JsonTypeInfo type, string path) =>
        CheckMember(element ?? throw new ReportFileException($"{path}: is null, and may not be"), type.ElementType!, type, path);

    private static void CheckMember(object member, Type declared, JsonTypeInfo holder, string path)
    {
        if (member is double number && !double.IsFinite(number))
        {
            throw new ReportFileException($"{path}: is no number");
        }

        if (member is not (string or ValueType))
        {
            Check(member, holder.Options.GetTypeInfo(declared), path);
        }
    }
}
