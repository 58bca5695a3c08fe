using System.Globalization;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Writes the way from where code starts by itself to a fact, with names as people write them.</summary>
internal static class PathText
{
    /// <summary>Steps that are shown; of a longer way the first and the last ones.</summary>
    public const int MaximumSteps = 24;

    /// <summary>
    /// Gives the steps and what is called at the end; null when nothing was found to run the place.
    /// <code>module initialiser, N.Loader.Run, System.Diagnostics.Process.Start</code>
    /// </summary>
    /// <param name="package">The package.</param>
    /// <param name="file">Number of the file that the fact stands in.</param>
    /// <param name="record">The fact.</param>
    public static IReadOnlyList<string>? Of(PackageFacts package, int file, in FactRecord record)
    {
        var ways = package.Paths.To(file, record.Place);

        // That a script's own code runs, its surface says.
        if (ways.Count == 0 || package.Files[file].Artifact.Kind != ArtifactKind.ManagedAssembly)
        {
            return null;
        }

        var steps = new List<string>();
        foreach (var step in ways)
        {
            // Closures and state machines have the name of the method around them.
            if (Name(package, step, isStart: steps.Count == 0) is { } name && (steps.Count == 0 || steps[^1] != name))
            {
                steps.Add(name);
            }
        }

        var facts = package.Files[file].Facts;
        if (record.Kind is FactKind.Call or FactKind.New)
        {
            steps.Add(Written(facts.Strings[record.Value], record.Kind == FactKind.New));
        }

        if (steps.Count <= MaximumSteps)
        {
            return steps;
        }

        const int Head = MaximumSteps / 2;
        var left = steps.Count - MaximumSteps + 1;
        return [.. steps[..Head], string.Create(CultureInfo.InvariantCulture, $"({left} more steps)"), .. steps[(Head + left)..]];
    }

    private static string? Name(PackageFacts package, CodeStep step, bool isStart)
    {
        var file = package.Files[step.File];
        if (file.Artifact.Kind != ArtifactKind.ManagedAssembly)
        {
            var function = step.Place == FactRecord.None ? null : file.Facts.Places[step.Place].Type;
            return EvidenceWriter.RelativePath(package, file.Artifact) + (function is null ? "" : " " + function);
        }

        if (step.Place == FactRecord.None || step.Place >= file.Facts.Places.Count || file.Facts.Places[step.Place] is not { Type: { } type, Method: { } method } place)
        {
            return null;
        }

        // Methods of nested types have the names of their types before their own: `Inner..ctor`.
        var owner = type;
        if (method.EndsWith(".cctor", StringComparison.Ordinal) || method.EndsWith(".ctor", StringComparison.Ordinal))
        {
            var end = method.LastIndexOf('.');
            owner = end > 0 ? $"{type}.{method[..(end - 1)]}" : type;
            return method[end..] == ".ctor" ? "new " + owner
                : type == "<Module>" ? "module initialiser"
                : "static constructor of " + owner;
        }

        var accessor = method.LastIndexOf('.') + 1;
        var name = method.AsSpan(accessor) is ['g' or 's', 'e', 't', '_', _, ..] ? string.Concat(method.AsSpan(0, accessor), method.AsSpan(accessor + 4)) : method;
        return (isStart && (place.Surface & Surface.Load) != 0 ? "module initialiser " : "") + $"{owner}.{name}";
    }

    // `N.Outer+Nested::Member` => N.Outer.Nested.Member
    private static string Written(string value, bool constructs)
    {
        var name = value.Replace("::", ".", StringComparison.Ordinal).Replace('+', '.');
        return constructs ? "new " + name : name;
    }
}
