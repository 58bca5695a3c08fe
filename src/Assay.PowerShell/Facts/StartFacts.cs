using Assay.Model;
using Assay.PowerShell.Folding;

namespace Assay.PowerShell.Facts;

/// <summary>Programs that commands start: <c>Start-Process</c>, tasks, services.</summary>
internal sealed class StartFacts(ScriptReading reading)
{
    private readonly ProgramFacts _programs = new(reading);

    public void WriteStartProcess(CommandAst command, IReadOnlyList<BoundArgument> bound)
    {
        string? file = null;
        var isHidden = false;
        var isElevated = false;
        var techniques = Techniques.None;
        List<ProgramToken> tokens = [];
        foreach (var argument in bound)
        {
            switch (argument.Name)
            {
                case "FilePath":
                    file = TextOf(argument);
                    techniques = ValueOf(argument).Techniques;
                    break;
                case "ArgumentList":
                    AddTokens(tokens, argument);
                    break;
                case "WindowStyle":
                    isHidden = "Hidden".Equals(ValueOf(argument).Text, StringComparison.OrdinalIgnoreCase);
                    break;
                case "Verb":
                    isElevated = "RunAs".Equals(ValueOf(argument).Text, StringComparison.OrdinalIgnoreCase);
                    break;
            }
        }

        Write(command, file, tokens, new Start(command.Elements[0].Start, techniques, isHidden, isElevated));
    }

    public void WriteTaskAction(CommandAst command, IReadOnlyList<BoundArgument> bound)
    {
        string? file = null;
        List<ProgramToken> tokens = [];
        foreach (var argument in bound)
        {
            if (argument.Name == "Execute")
            {
                file = TextOf(argument);
            }
            else if (argument.Name == "Argument")
            {
                AddTokens(tokens, argument);
            }
        }

        Write(command, file, tokens, new Start(command.Elements[0].Start));
    }

    public void WriteService(CommandAst command, IReadOnlyList<BoundArgument> bound)
    {
        foreach (var argument in bound)
        {
            if (argument.Name == "BinaryPathName" && TextOf(argument) is { } line)
            {
                _programs.ReadCode(line, new Start(command.Elements[0].Start));
            }
        }
    }

    private void Write(CommandAst command, string? file, List<ProgramToken> tokens, in Start start)
    {
        if (file is null || ProgramNames.Of(file).Contains(PartialTexts.Unknown, StringComparison.Ordinal))
        {
            return;
        }

        // A script file that is started is run by the interpreter for it.
        _programs.Write(file, tokens, start with { Position = command.Elements[0].Start });
    }

    // Start-Process joins its arguments with blanks: 'a b','c' are three tokens.
    private void AddTokens(List<ProgramToken> tokens, in BoundArgument argument)
    {
        var node = argument.Value is { } bound ? Unwrap.Expression(bound) ?? bound : null;
        var value = ValueOf(argument);
        if (value.IsConstant)
        {
            foreach (var element in value.Elements)
            {
                AddText(tokens, element.Text, value.Techniques | element.Techniques);
            }
        }
        else if (node is not null && Unwrap.Brackets(node) is ArrayLiteralAst array)
        {
            foreach (var element in array.Elements)
            {
                AddText(tokens, reading.Partial.Of(element), reading.ValueOf(element).Techniques);
            }
        }
        else
        {
            AddText(tokens, node is null ? null : reading.Partial.Of(node), value.Techniques);
        }
    }

    private static void AddText(List<ProgramToken> tokens, string? text, Techniques techniques)
    {
        if (text is null)
        {
            tokens.Add(new ProgramToken(null, Derivation.Unknown));
        }
        else
        {
            tokens.AddRange(ProgramFacts.Tokens(text, new Start(0, techniques)));
        }
    }

    private FoldedValue ValueOf(in BoundArgument argument) => argument.Value is { } node ? reading.ValueOf(Unwrap.Expression(node) ?? node) : argument.Known;

    private string? TextOf(in BoundArgument argument) => argument.Value is { } node ? reading.Partial.Of(Unwrap.Expression(node) ?? node) : argument.Known.Text;
}
