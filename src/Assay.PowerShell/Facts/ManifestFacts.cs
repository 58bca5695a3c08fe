using System.Collections.Frozen;

namespace Assay.PowerShell.Facts;

/// <summary>Writes the facts of a module manifest (about_Module_Manifests).</summary>
internal static class ManifestFacts
{
    private static readonly FrozenDictionary<string, string> Keys = new[]
    {
        "RootModule", "ModuleToProcess", "ModuleVersion", "GUID", "Author", "CompanyName", "Copyright", "Description", "PowerShellVersion", "PowerShellHostName", "PowerShellHostVersion",
        "DotNetFrameworkVersion", "CLRVersion", "ProcessorArchitecture", "CompatiblePSEditions", "RequiredModules", "RequiredAssemblies", "ScriptsToProcess", "TypesToProcess", "FormatsToProcess", "NestedModules",
        "FunctionsToExport", "CmdletsToExport", "VariablesToExport", "AliasesToExport", "DscResourcesToExport", "ModuleList", "FileList", "PrivateData", "HelpInfoURI", "DefaultCommandPrefix",
    }.ToFrozenDictionary(key => key, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> PackageKeys = new[]
    {
        "Tags", "ProjectUri", "LicenseUri", "IconUri", "ReleaseNotes", "Prerelease", "RequireLicenseAcceptance", "ExternalModuleDependencies",
    }.ToFrozenDictionary(key => key, StringComparer.OrdinalIgnoreCase);

    // A data file may have some of the keys; one of these makes it a manifest.
    private static readonly FrozenSet<string> Telling = new[] { "ModuleVersion", "RootModule", "ModuleToProcess", "NestedModules", "GUID", "ScriptsToProcess", "RequiredAssemblies" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Writes them and gives true when the text is a manifest.</summary>
    public static bool Write(ScriptReading reading, string name)
    {
        if (FindTable(reading.Script.Root) is not { } table || !IsManifest(reading, table))
        {
            ManifestDefects.WriteMissingTable(reading.Script, name, reading.Facts);
            return false;
        }

        ManifestDefects.WriteCode(reading.Script, reading.Facts);

        foreach (var entry in table.Entries)
        {
            if (KeyOf(reading, entry) is { } key)
            {
                Write(reading, key, entry);
            }
        }

        return true;
    }

    private static HashtableAst? FindTable(ScriptBlockAst root)
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

    private static bool IsManifest(ScriptReading reading, HashtableAst table)
    {
        foreach (var entry in table.Entries)
        {
            if (KeyOf(reading, entry) is { } key && Telling.Contains(key))
            {
                return true;
            }
        }

        return false;
    }

    private static string? KeyOf(ScriptReading reading, in HashtableEntry entry) => reading.ConstantText(entry.Key) is { } written ? Keys.GetValueOrDefault(written, written) : null;

    private static void Write(ScriptReading reading, string key, in HashtableEntry entry)
    {
        switch (key)
        {
            case "PrivateData":
                WritePrivateData(reading, entry);
                break;
            case "RequiredModules":
                foreach (var module in ModuleSpecifications.Read(reading, entry.Value))
                {
                    module.Write(reading, entry.Key.Start);
                }

                break;
            case "RootModule" or "ModuleToProcess":
                WriteIncludes(reading, entry, "root");
                WriteValues(reading, "module." + key, entry);
                break;
            case "NestedModules":
                foreach (var module in ModuleSpecifications.Read(reading, entry.Value))
                {
                    IncludeFacts.Write(reading, module.Name, "nested", entry.Key.Start);
                }

                WriteValues(reading, "module." + key, entry);
                break;
            case "ScriptsToProcess":
                WriteIncludes(reading, entry, "scripts-to-process");
                WriteValues(reading, "module." + key, entry);
                break;
            case "TypesToProcess":
                WriteIncludes(reading, entry, "types");
                break;
            case "FormatsToProcess":
                WriteIncludes(reading, entry, "formats");
                break;
            case "RequiredAssemblies":
                WriteIncludes(reading, entry, "assembly");
                WriteValues(reading, "module." + key, entry);
                break;
            default:
                WriteValues(reading, "module." + key, entry);
                break;
        }
    }

    private static void WritePrivateData(ScriptReading reading, in HashtableEntry entry)
    {
        foreach (var leaf in ManifestValues.Leaves(entry.Value))
        {
            if (leaf is not HashtableAst data)
            {
                continue;
            }

            foreach (var inner in data.Entries)
            {
                if (reading.ConstantText(inner.Key) is not { } key)
                {
                    continue;
                }

                if (!key.Equals("PSData", StringComparison.OrdinalIgnoreCase))
                {
                    WriteValues(reading, "module.PrivateData." + key, inner);
                    continue;
                }

                foreach (var package in ManifestValues.Leaves(inner.Value))
                {
                    WritePackage(reading, package as HashtableAst);
                }
            }
        }
    }

    private static void WritePackage(ScriptReading reading, HashtableAst? table)
    {
        foreach (var entry in table?.Entries ?? [])
        {
            if (reading.ConstantText(entry.Key) is not { } written)
            {
                continue;
            }

            var key = PackageKeys.GetValueOrDefault(written, written);
            if (key == "ExternalModuleDependencies")
            {
                foreach (var module in ModuleSpecifications.Read(reading, entry.Value))
                {
                    module.Write(reading, entry.Key.Start);
                }
            }

            WriteValues(reading, "module.PSData." + key, entry);
        }
    }

    private static void WriteIncludes(ScriptReading reading, in HashtableEntry entry, string how)
    {
        foreach (var leaf in ManifestValues.Leaves(entry.Value))
        {
            if (ManifestValues.TextOf(reading, leaf) is { Length: > 0 } file)
            {
                IncludeFacts.Write(reading, file, how, entry.Key.Start);
            }
        }
    }

    private static void WriteValues(ScriptReading reading, string key, in HashtableEntry entry)
    {
        foreach (var leaf in ManifestValues.Leaves(entry.Value))
        {
            if (leaf is not HashtableAst && ManifestValues.TextOf(reading, leaf) is { Length: > 0 } text)
            {
                Metadata.Write(reading, key, text, entry.Key.Start);
            }
        }
    }
}
