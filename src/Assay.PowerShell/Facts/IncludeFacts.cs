using Assay.Model;
using Assay.PowerShell.Names;

namespace Assay.PowerShell.Facts;

/// <summary>Writes <c>include</c> facts: files and modules that a script loads or runs.</summary>
internal static class IncludeFacts
{
    /// <summary>Writes one file: forward slashes, <c>*</c> for what is not known.</summary>
    public static void Write(ScriptReading reading, string file, string how, int position)
    {
        var path = FilePath.Normalize(file.Replace(PartialTexts.Unknown, '*')).Trim();
        if (path.Length > 0)
        {
            reading.Add(FactKind.Include, path, position, [new Argument("how", how)]);
        }
    }

    /// <summary>Writes the files that an expression names.</summary>
    public static void Write(ScriptReading reading, Ast expression, string how, int position)
    {
        foreach (var path in new IncludedPaths(reading).Of(expression))
        {
            Write(reading, path, how, position);
        }
    }

    /// <summary><c>Import-Module</c>.</summary>
    public static void WriteImport(ScriptReading reading, CommandAst command, IReadOnlyList<BoundArgument> bound)
    {
        foreach (var argument in bound)
        {
            switch (argument)
            {
                case { Name: "Name" or "ModuleInfo" or "FullyQualifiedName", Value: { } value }:
                    Write(reading, value, "import", command.Elements[0].Start);
                    break;
                case { Name: "Name", Known: { IsConstant: true, Text: { } known } }:
                    Write(reading, known, "import", command.Elements[0].Start);
                    break;
                case { Name: "Assembly", Value: { } assembly }:
                    Write(reading, assembly, "assembly", command.Elements[0].Start);
                    break;
            }
        }
    }

    /// <summary><c>using module</c>, <c>using assembly</c>.</summary>
    public static void WriteUsing(ScriptReading reading, UsingStatementAst statement)
    {
        var how = statement.Kind switch { UsingStatementKind.Module => "import", UsingStatementKind.Assembly => "assembly", _ => null };
        if (how is null || statement.Name is not { } name)
        {
            return;
        }

        if (statement.NameText is { } text)
        {
            Write(reading, text, how, name.Start);
        }
        else if (name is HashtableAst table)
        {
            foreach (var entry in table.Entries)
            {
                if (reading.ConstantText(entry.Key) is { } key && key.Equals("ModuleName", StringComparison.OrdinalIgnoreCase) && Unwrap.Expression(entry.Value) is { } value && reading.ConstantText(value) is { } module)
                {
                    Write(reading, module, how, name.Start);
                }
            }
        }
    }

    /// <summary><c>Add-Type -Path</c>, and the assemblies that it names.</summary>
    public static void WriteAddType(ScriptReading reading, CommandAst command, IReadOnlyList<BoundArgument> bound)
    {
        foreach (var argument in bound)
        {
            if (argument is { Name: "Path" or "LiteralPath", Value: { } path })
            {
                Write(reading, path, "assembly", command.Elements[0].Start);
            }
        }
    }
}
