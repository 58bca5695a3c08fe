using System.Globalization;
using Assay.Framework;

namespace Assay.PowerShell.Folding;

/// <summary>Constants of the framework's enumerations.</summary>
internal static class Enumerations
{
    /// <summary>A constant by its name, several names, or its number.</summary>
    public static object? Of(FrameworkType type, object? value)
    {
        switch (value)
        {
            case FoldedEnumeration known:
                return known.TypeName == type.FullName ? known : UnknownElement.Any;
            case string names:
                return OfNames(type, names);
            default:
                if (!Numbers.IsInteger(value) || !Numbers.TryInt(value, out var number))
                {
                    return UnknownElement.Any;
                }

                var name = Values(type).FirstOrDefault(constant => constant.Value == number).Name;
                return new FoldedEnumeration(type.FullName, name ?? number.ToString(CultureInfo.InvariantCulture), number);
        }
    }

    public static object? Find(FrameworkType type, string name) =>
        type.FindMember(name, ignoreCase: true, isStatic: true) is { Constant: { } constant } member && int.TryParse(constant, CultureInfo.InvariantCulture, out var value)
            ? new FoldedEnumeration(type.FullName, member.Name, value)
            : UnknownElement.Any;

    /// <summary>Names in the order of their numbers, as <c>[Enum]::GetNames</c> has them.</summary>
    public static object? Names(FrameworkType type) => Values(type).OrderBy(constant => (uint)constant.Value).Select(constant => constant.Name).ToArray();

    private static object? OfNames(FrameworkType type, string names)
    {
        var value = 0;
        var spelled = new List<string>();
        foreach (var name in names.Split(',', StringSplitOptions.TrimEntries))
        {
            if (Find(type, name) is not FoldedEnumeration constant)
            {
                return UnknownElement.Any;
            }

            value |= constant.Value;
            spelled.Add(constant.Name);
        }

        return new FoldedEnumeration(type.FullName, string.Join(", ", spelled), value);
    }

    private static IEnumerable<(string Name, int Value)> Values(FrameworkType type)
    {
        foreach (var member in type.Members)
        {
            if (member.Constant is { } constant && int.TryParse(constant, CultureInfo.InvariantCulture, out var value))
            {
                yield return (member.Name, value);
            }
        }
    }
}
