using Assay.PowerShell.Folding;

namespace Assay.PowerShell.Facts;

/// <summary>The name of a command as far as it is known.</summary>
/// <param name="Text">The name; null where it is not known.</param>
/// <param name="IsBuilt">True when operators put it together.</param>
/// <param name="Block">The script block that is invoked instead of a named command.</param>
/// <param name="Value">The folded value.</param>
internal readonly record struct CommandName(string? Text, bool IsBuilt, FoldedBlock? Block, FoldedValue Value);

/// <summary>Reads names of commands: constants, folded expressions, and the last part of paths whose start is not known.</summary>
internal static class CommandNameReader
{
    public static CommandName Read(ScriptReading reading, CommandAst command)
    {
        if (command.Elements.Count == 0)
        {
            return default;
        }

        if (command.Elements[0] is StringConstantExpressionAst constant)
        {
            return new CommandName(constant.Value, IsBuilt: false, null, default);
        }

        var value = reading.ValueOf(command.Elements[0]);
        if (value.Content is FoldedBlock block)
        {
            return new CommandName(null, IsBuilt: false, block, value);
        }

        // & (gcm i*-ex*): a wildcard picks the command.
        var isPicked = command.Elements[0] is ParenExpressionAst { Pipeline: PipelineAst { Elements: [CommandAst, ..] } } && reading.Script.TextOf(command.Elements[0]).ContainsAny('*', '?');
        if (value.Content is FoldedCommand found)
        {
            return new CommandName(found.Definition, isPicked || IsConcealing(value.Techniques), null, value);
        }

        if (value.Content is string text)
        {
            return new CommandName(text, isPicked || (IsConcealing(value.Techniques) && !IsFile(text, value.Techniques)), null, value);
        }

        if (value.IsConstant && value.Elements is [{ Content: FoldedCommand or string } only])
        {
            return new CommandName(only.Content is FoldedCommand command1 ? command1.Definition : (string)only.Content!, isPicked || IsConcealing(value.Techniques), null, value);
        }

        return new CommandName(reading.Partial.FileOf(command.Elements[0]), IsBuilt: false, null, value);
    }

    // A folder put before the name of a file conceals nothing: & ($folder + '\tool.exe')
    private static bool IsFile(string text, Techniques techniques) =>
        text.AsSpan().ContainsAny('/', '\\') && (techniques & ~(Techniques.Variable | Techniques.Expansion | Techniques.Computation | Techniques.Evaluation | Techniques.Concatenation | Techniques.WellKnownValue)) == 0;

    private static bool IsConcealing(Techniques techniques) =>
        (techniques & (TechniqueNames.Decoding | Techniques.Format | Techniques.Join | Techniques.Slice | Techniques.Split | Techniques.Wildcard | Techniques.Concatenation)) != 0;
}
