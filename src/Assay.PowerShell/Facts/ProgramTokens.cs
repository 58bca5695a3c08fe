using Assay.Model;
using Assay.PowerShell.Folding;

namespace Assay.PowerShell.Facts;

/// <summary>Reads the arguments that a script gives a native program.</summary>
internal static class ProgramTokens
{
    private const int MaximumTokens = 4096;

    public static IReadOnlyList<ProgramToken> Read(ScriptReading reading, CommandAst command)
    {
        var tokens = new List<ProgramToken>(command.Elements.Count);
        var isVerbatim = false;
        for (var i = 1; i < command.Elements.Count && tokens.Count < MaximumTokens; i++)
        {
            switch (command.Elements[i])
            {
                case CommandParameterAst parameter:
                    AddParameter(tokens, reading, parameter);
                    break;
                case StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord, Value: "--%" }:
                    // The rest of the line goes to the program as it is written.
                    isVerbatim = true;
                    break;
                case StringConstantExpressionAst text when isVerbatim:
                    tokens.AddRange(CommandLine.Split(text.Value).Select(token => new ProgramToken(token, Derivation.Literal)));
                    break;
                case ExpressionAst argument:
                    Add(tokens, reading, argument);
                    break;
            }
        }

        return tokens;
    }

    // -name, -name:value
    private static void AddParameter(List<ProgramToken> tokens, ScriptReading reading, CommandParameterAst parameter)
    {
        if (parameter.Argument is not { } argument)
        {
            tokens.Add(new ProgramToken(reading.Script.TextOf(parameter).ToString(), Derivation.Literal));
            return;
        }

        var start = reading.Script.Text.AsSpan(parameter.Start, Math.Max(0, argument.Start - parameter.Start)).TrimEnd().ToString();
        var value = reading.ValueOf(argument);
        tokens.Add(reading.ConstantText(argument) is { } text ? new ProgramToken(start + text, value.Derivation) : new ProgramToken(start + (reading.Partial.Of(argument) ?? PartialTexts.Unknown.ToString()), Derivation.Folded));
    }

    private static void Add(List<ProgramToken> tokens, ScriptReading reading, ExpressionAst argument)
    {
        var value = reading.ValueOf(argument);
        if (argument is StringConstantExpressionAst constant)
        {
            tokens.Add(new ProgramToken(constant.Value, Derivation.Literal));
        }
        else if (value.IsConstant && value.Content is not (FoldedTable or FoldedBlock))
        {
            foreach (var element in value.Elements.Take(MaximumTokens))
            {
                tokens.Add(element.Text is { } text ? new ProgramToken(text, element.Derivation) : new ProgramToken(null, Derivation.Unknown));
            }
        }
        else if (Unwrap.Brackets(argument) is ArrayLiteralAst array)
        {
            foreach (var element in array.Elements)
            {
                Add(tokens, reading, element);
            }
        }
        else
        {
            var partial = reading.Partial.Of(argument);
            tokens.Add(new ProgramToken(partial, partial is null ? Derivation.Unknown : Derivation.Folded));
        }
    }
}
