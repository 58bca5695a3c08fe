using Assay.Model;
using Assay.PowerShell.Facts;
using Assay.PowerShell.Folding;

namespace Assay.PowerShell;

/// <summary>A module that a file of PowerShell asks for.</summary>
/// <param name="Name">Its name as written; a path for one that comes with the file.</param>
/// <param name="Range">Versions in NuGet's notation; null for any.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record RequiredModule(string Name, string? Range, int Line, int Column);

/// <summary>What form a file has that asks for modules.</summary>
public enum ModuleFileKind
{
    /// <summary>A manifest of a module.</summary>
    Manifest,
    /// <summary>A script or script module.</summary>
    Script,
    /// <summary>A data file for <c>-RequiredResourceFile</c>.</summary>
    RequiredResources,
    /// <summary>A data file of another form.</summary>
    Other,
}

/// <summary>Which modules a file of PowerShell asks for.</summary>
/// <param name="Kind">Its form.</param>
/// <param name="Modules">The modules, in the order of the file.</param>
/// <param name="ErrorLine">Line of the first error of syntax; null without one.</param>
public sealed record ModuleFile(ModuleFileKind Kind, IReadOnlyList<RequiredModule> Modules, int? ErrorLine);

/// <summary>Reads which modules a manifest, script or data file asks for: <c>RequiredModules</c>, <c>NestedModules</c>, <c>ExternalModuleDependencies</c>, <c>#Requires -Modules</c>, <c>-RequiredResourceFile</c>.</summary>
public static class ModuleRequirements
{
    private const int Modules = 2_000;

    private static readonly string[] ManifestKeys = ["ModuleVersion", "RootModule", "ModuleToProcess", "NestedModules", "RequiredModules", "GUID"];
    private static readonly string[] ResourceKeys = ["version", "repository", "prerelease", "scope", "acceptLicense", "quiet", "reinstall", "trustRepository", "noClobber", "skipDependencyCheck"];

    /// <summary>Reads a file; nothing of it is run. Broken text is read as far as it goes.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="isData">True for a <c>.psd1</c>.</param>
    /// <param name="limits">What computing its values may cost; null for the usual limits.</param>
    public static ModuleFile Read(ReadOnlySpan<byte> content, bool isData, AnalysisLimits? limits = null)
    {
        var script = PowerShellScript.Parse(ScriptBytes.Read(content));
        var reading = new ScriptReading(script, FoldedScript.Fold(script, FoldBudget.Of(limits ?? AnalysisLimits.Default)), new FactWriter(), recovered: false);
        int? error = script.Errors is [var first, ..] ? script.Locate(first.Start).Line : null;
        var modules = new List<RequiredModule>();
        if (!isData)
        {
            AddRequires(reading, modules);
            return new ModuleFile(ModuleFileKind.Script, modules, error);
        }

        if (Table(script.Root) is not { } table)
        {
            return new ModuleFile(ModuleFileKind.Other, [], error);
        }

        if (table.Entries.Any(entry => reading.ConstantText(entry.Key) is { } key && ManifestKeys.Contains(key, StringComparer.OrdinalIgnoreCase)))
        {
            AddManifest(reading, table, modules);
            return new ModuleFile(ModuleFileKind.Manifest, modules, error);
        }

        return AddResources(reading, table, modules) ? new ModuleFile(ModuleFileKind.RequiredResources, modules, error) : new ModuleFile(ModuleFileKind.Other, [], error);
    }

    private static void AddManifest(ScriptReading reading, HashtableAst table, List<RequiredModule> modules)
    {
        foreach (var entry in table.Entries)
        {
            switch (reading.ConstantText(entry.Key)?.ToUpperInvariant())
            {
                case "REQUIREDMODULES":
                    Add(reading, entry.Value, modules, _ => true);
                    break;
                case "NESTEDMODULES":
                    // Files of the module itself have extensions or paths.
                    Add(reading, entry.Value, modules, name => !name.AsSpan().ContainsAny('/', '\\') && Path.GetExtension(name).ToUpperInvariant() is not (".PSM1" or ".PS1" or ".PSD1" or ".DLL" or ".CDXML" or ".XAML"));
                    break;
                case "PRIVATEDATA":
                    foreach (var inner in Tables(reading, entry.Value, "PSData"))
                    {
                        foreach (var external in inner.Entries.Where(external => Is(reading, external, "ExternalModuleDependencies")))
                        {
                            Add(reading, external.Value, modules, _ => true);
                        }
                    }

                    break;
            }
        }
    }

    private static IEnumerable<HashtableAst> Tables(ScriptReading reading, Ast value, string key) =>
        from data in ManifestValues.Leaves(value).OfType<HashtableAst>()
        from entry in data.Entries
        where Is(reading, entry, key)
        from table in ManifestValues.Leaves(entry.Value).OfType<HashtableAst>()
        select table;

    private static bool Is(ScriptReading reading, in HashtableEntry entry, string key) => string.Equals(reading.ConstantText(entry.Key), key, StringComparison.OrdinalIgnoreCase);

    private static void Add(ScriptReading reading, Ast value, List<RequiredModule> modules, Func<string, bool> isModule)
    {
        foreach (var leaf in ManifestValues.Leaves(value))
        {
            foreach (var module in ModuleSpecifications.Read(reading, leaf).Where(module => isModule(module.Name)))
            {
                if (modules.Count < Modules)
                {
                    var (line, column) = reading.Script.Locate(leaf.Start);
                    modules.Add(new RequiredModule(module.Name, module.Range, line, column));
                }
            }
        }
    }

    // @{ Pester = @{ version = '[5.0,6.0)'; repository = 'PSGallery' }; Az = '10.0.0' }
    private static bool AddResources(ScriptReading reading, HashtableAst table, List<RequiredModule> modules)
    {
        foreach (var entry in table.Entries)
        {
            var leaf = ManifestValues.Leaves(entry.Value) is [var only] ? only : null;
            if (reading.ConstantText(entry.Key) is not { Length: > 0 } name || leaf is null || modules.Count >= Modules)
            {
                return false;
            }

            var (line, column) = reading.Script.Locate(entry.Key.Start);
            switch (leaf)
            {
                case HashtableAst resource when resource.Entries.All(option => reading.ConstantText(option.Key) is { } key && ResourceKeys.Contains(key, StringComparer.OrdinalIgnoreCase)):
                    var version = resource.Entries.Where(option => Is(reading, option, "version")).Select(option => ManifestValues.Leaves(option.Value) is [var text] ? text : null).FirstOrDefault();
                    if (version is not null)
                    {
                        (line, column) = reading.Script.Locate(version.Start);
                    }

                    modules.Add(new RequiredModule(name, version is null ? null : ManifestValues.TextOf(reading, version), line, column));
                    break;
                case not HashtableAst when ManifestValues.TextOf(reading, leaf) is { } text && (text.Length == 0 || char.IsAsciiDigit(text[0]) || text[0] is '[' or '(' or '*'):
                    (line, column) = reading.Script.Locate(leaf.Start);
                    modules.Add(new RequiredModule(name, text, line, column));
                    break;
                default:
                    return false;
            }
        }

        return modules.Count > 0;
    }

    private static void AddRequires(ScriptReading reading, List<RequiredModule> modules)
    {
        foreach (var token in reading.Script.Tokens)
        {
            var text = reading.Script.Text.AsSpan(token.Start, token.End - token.Start);
            if (text.StartsWith("#requires", StringComparison.OrdinalIgnoreCase) && text.Length > 9 && char.IsWhiteSpace(text[9]))
            {
                var (line, column) = reading.Script.Locate(token.Start);
                foreach (var module in RequiresFacts.ModulesOf(reading, text[9..].ToString()))
                {
                    if (modules.Count < Modules)
                    {
                        modules.Add(new RequiredModule(module.Name, module.Range, line, column));
                    }
                }
            }
        }
    }

    private static HashtableAst? Table(ScriptBlockAst root)
    {
        foreach (var block in root.Blocks)
        {
            foreach (var statement in block.Statements)
            {
                if (Unwrap.Expression(statement) is { } expression && Unwrap.Table(expression) is { } table)
                {
                    return table;
                }
            }
        }

        return null;
    }
}
