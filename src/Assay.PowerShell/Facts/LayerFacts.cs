using Assay.Model;
using Assay.PowerShell.Folding;

namespace Assay.PowerShell.Facts;

/// <summary>Keeps the texts that a script runs as code.</summary>
internal static class LayerFacts
{
    /// <summary>A value that is run: a text, several texts one after another, or a script block made of a text.</summary>
    public static void Write(ScriptReading reading, string kind, string how, in FoldedValue value, int position, bool each = false)
    {
        if (!value.IsConstant)
        {
            foreach (var alternative in value.Alternatives)
            {
                Write(reading, kind, how, alternative, position);
            }

            return;
        }

        if (value.Content is FoldedBlock block)
        {
            if (block.IsFromText)
            {
                WriteText(reading, "ScriptBlock", how, block.Source.Text ?? "", block.Source.Techniques | value.Techniques, position);
            }
        }
        else if (each && value.Content is Array or ListObject)
        {
            foreach (var element in value.Elements)
            {
                WriteText(reading, kind, how, element.Text ?? "", value.Techniques, position);
            }
        }
        else
        {
            WriteText(reading, kind, how, value.Text ?? "", value.Techniques, position);
        }
    }

    /// <summary>A text that is run.</summary>
    public static void WriteText(ScriptReading reading, string kind, string how, string text, Techniques techniques, int position)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        reading.Layers.Add(text, reading.Source(kind, how, techniques));
        if ((techniques & EncodedLayer.Encodings) != 0)
        {
            EncodedLayer.Write(reading, position);
        }
    }

    /// <summary>What a pipeline hands to its next element.</summary>
    public static FoldedValue InputOf(ScriptReading reading, CommandBaseAst previous)
    {
        var value = reading.ValueOf(previous);
        return value.IsConstant || previous is not CommandExpressionAst element ? value : reading.ValueOf(element.Expression);
    }

    /// <summary><c>Invoke-Expression</c> with its argument, or with what the pipeline hands it.</summary>
    public static void WriteInvokeExpression(ScriptReading reading, CommandAst command, IReadOnlyList<BoundArgument> bound, CommandBaseAst? previous)
    {
        var any = false;
        foreach (var argument in bound)
        {
            if (argument.Name is "Command" or null)
            {
                any = true;
                Write(reading, "Invoke-Expression", "argument of Invoke-Expression", argument.Value is { } value ? reading.ValueOf(Unwrap.Expression(value) ?? value) : argument.Known, command.Elements[0].Start);
            }
        }

        if (!any && previous is not null)
        {
            Write(reading, "Invoke-Expression", "input of Invoke-Expression", InputOf(reading, previous), command.Elements[0].Start, each: true);
        }
    }
}
