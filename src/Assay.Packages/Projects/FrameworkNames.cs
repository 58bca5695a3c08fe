using NuGet.Frameworks;

namespace Assay.Packages.Projects;

/// <summary>Compares names of target frameworks.</summary>
internal static class FrameworkNames
{
    /// <summary>Gives the short form (<c>net10.0</c>) of a name in any form; what is no framework stays as it is.</summary>
    public static string Short(string name)
    {
        try
        {
            return Parse(name) is { } framework ? framework.GetShortFolderName() : name;
        }
        catch (FrameworkException)
        {
            // Read as a framework of no name, which has no short form.
            return name;
        }
    }

    /// <summary>Reads a name; null when it is none.</summary>
    public static NuGetFramework? Parse(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 128)
        {
            return null;
        }

        try
        {
            var framework = NuGetFramework.Parse(name);
            return framework.IsUnsupported || framework.IsAny ? null : framework;
        }
        catch (Exception exception) when (exception is ArgumentException or FrameworkException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // The library takes a name of nothing but commas apart without looking how many parts it has.
            return null;
        }
    }

    /// <summary>Gives the group that a project of a framework takes; groups without a framework fit all. Null when none fits.</summary>
    public static string? Nearest(string? project, IReadOnlyList<string?> groups)
    {
        if (Parse(project) is not { } own)
        {
            return null;
        }

        var parsed = groups.Select(group => (Name: group, Framework: group is null ? NuGetFramework.AnyFramework : Parse(group))).Where(group => group.Framework is not null).ToArray();
        var nearest = new FrameworkReducer().GetNearest(own, parsed.Select(group => group.Framework!));
        return nearest is null ? null : parsed.First(group => group.Framework!.Equals(nearest)).Name ?? "";
    }
}
