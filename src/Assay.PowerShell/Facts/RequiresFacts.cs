using Assay.Model;
using Assay.PowerShell.Folding;
using Assay.PowerShell.Names;

namespace Assay.PowerShell.Facts;

/// <summary>Reads a <c>#requires</c> line (about_Requires).</summary>
internal static class RequiresFacts
{
    private const int MaximumLength = 8192;

    private static readonly CommandParameters Parameters = new("Version Modules PSEdition PSSnapin ShellId Assembly RunAsAdministrator!".Split(' ').Select(ParameterDefinition.Parse), isComplete: true);

    public static void Write(ScriptReading reading, string line, int position)
    {
        if (line.Length > MaximumLength)
        {
            return;
        }

        // What follows has the form of a command's parameters.
        var script = PowerShellScript.Parse("requires " + line);
        if (FirstCommand(script.Root) is not { } command)
        {
            return;
        }

        var inner = new ScriptReading(script, FoldedScript.Fold(script, FoldBudget.Of(reading.Facts.Limits)), reading.Facts, reading.Recovered);
        foreach (var argument in ArgumentBinder.Bind(command, Parameters, inner))
        {
            switch (argument.Name)
            {
                case "Modules" when argument.Value is { } modules:
                    foreach (var module in ModuleSpecifications.Read(inner, modules))
                    {
                        module.Write(reading, position);
                    }

                    break;
                case "RunAsAdministrator":
                    Metadata.Write(reading, "requires.RunAsAdministrator", "true", position);
                    break;
                case { } name when argument.Value is { } value && inner.ConstantText(value) is { } text:
                    Metadata.Write(reading, "requires." + name, inner.Script.TextOf(value).Trim() is var written && value is ConstantExpressionAst ? written.ToString() : text, position);
                    break;
            }
        }
    }

    /// <summary>Gives the modules that a line asks for.</summary>
    public static IReadOnlyList<ModuleSpecification> ModulesOf(ScriptReading reading, string line)
    {
        var modules = new List<ModuleSpecification>();
        if (line.Length <= MaximumLength && PowerShellScript.Parse("requires " + line) is var script && FirstCommand(script.Root) is { } command)
        {
            var inner = new ScriptReading(script, FoldedScript.Fold(script, FoldBudget.Of(reading.Facts.Limits)), reading.Facts, reading.Recovered);
            foreach (var argument in ArgumentBinder.Bind(command, Parameters, inner))
            {
                if (argument is { Name: "Modules", Value: { } value })
                {
                    modules.AddRange(ModuleSpecifications.Read(inner, value));
                }
            }
        }

        return modules;
    }

    private static CommandAst? FirstCommand(ScriptBlockAst root)
    {
        foreach (var node in root.DescendantsAndSelf())
        {
            if (node is CommandAst command)
            {
                return command;
            }
        }

        return null;
    }
}
