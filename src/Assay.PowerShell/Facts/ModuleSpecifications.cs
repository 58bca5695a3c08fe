using Assay.Model;

namespace Assay.PowerShell.Facts;

/// <summary>A module that is asked for.</summary>
/// <param name="Name">Its name, or a path.</param>
/// <param name="Range">Versions in NuGet's notation: <c>1.0</c> at least, <c>[1.0]</c> exactly; null for any.</param>
internal sealed record ModuleSpecification(string Name, string? Range)
{
    public void Write(ScriptReading reading, int position)
    {
        var arguments = new List<Argument>(2);
        if (Range is not null)
        {
            arguments.Add(new Argument("range", Range));
        }

        arguments.Add(new Argument("kind", "module"));
        reading.Add(FactKind.Dependency, Name, position, arguments);
    }
}

/// <summary>Reads modules given by name or as <c>@{ ModuleName = 'x'; ModuleVersion = '1.0' }</c>.</summary>
internal static class ModuleSpecifications
{
    private const int MaximumModules = 512;

    public static IReadOnlyList<ModuleSpecification> Read(ScriptReading reading, Ast value)
    {
        var modules = new List<ModuleSpecification>();
        foreach (var node in ManifestValues.Leaves(value))
        {
            if (modules.Count >= MaximumModules)
            {
                break;
            }

            if (node is HashtableAst table)
            {
                if (ReadTable(reading, table) is { } module)
                {
                    modules.Add(module);
                }
            }
            else if (ManifestValues.TextOf(reading, node) is { Length: > 0 } name)
            {
                modules.Add(new ModuleSpecification(name, null));
            }
        }

        return modules;
    }

    private static ModuleSpecification? ReadTable(ScriptReading reading, HashtableAst table)
    {
        string? name = null;
        string? least = null;
        string? exact = null;
        string? most = null;
        foreach (var entry in table.Entries)
        {
            var text = ManifestValues.Leaves(entry.Value) is [var only, ..] ? ManifestValues.TextOf(reading, only) : null;
            switch (reading.ConstantText(entry.Key)?.ToUpperInvariant())
            {
                case "MODULENAME":
                    name = text;
                    break;
                case "MODULEVERSION":
                    least = text;
                    break;
                case "REQUIREDVERSION":
                    exact = text;
                    break;
                case "MAXIMUMVERSION":
                    most = text;
                    break;
            }
        }

        var range = exact is not null ? $"[{exact}]" : most is not null ? least is null ? $"(, {most}]" : $"[{least}, {most}]" : least;
        return string.IsNullOrEmpty(name) ? null : new ModuleSpecification(name, range);
    }
}
