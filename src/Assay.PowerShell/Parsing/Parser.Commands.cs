namespace Assay.PowerShell.Parsing;

/// <summary>Commands and their arguments.</summary>
internal sealed partial class Parser
{
    // Each of its three characters escaped.
    private const int LongestVerbatimMark = 6;

    private enum ArgumentContext
    {
        CommandName,
        CommandNameAfterOperator,
        FileName,
        Argument,
        SwitchCondition,
    }

    // Null where no command starts.
    private CommandAst? ParseCommand()
    {
        var mode = Enter(LexerMode.Command);
        var command = ParseCommandCore();
        SetMode(mode);
        return command;
    }

    private CommandAst? ParseCommandCore()
    {
        var first = Next();
        var token = first;
        var context = ArgumentContext.CommandName;
        var operation = TokenKind.Unknown;
        if (token.Kind is TokenKind.Dot or TokenKind.Ampersand)
        {
            operation = token.Kind;
            token = Next();
            context = ArgumentContext.CommandNameAfterOperator;
        }

        var elements = new List<Ast>();
        List<RedirectionAst>? redirections = null;
        var end = first.End;
        var streams = 0;
        var literal = false;
        while (true)
        {
            switch (token.Kind)
            {
                case TokenKind.Pipe or TokenKind.RCurly or TokenKind.RParen or TokenKind.EndOfInput or TokenKind.NewLine or TokenKind.Semi or TokenKind.AndAnd or TokenKind.OrOr or TokenKind.Ampersand:
                    GiveBack(token);
                    return FinishCommand(first, end, operation, elements, redirections);

                case TokenKind.MinusMinus:
                    // `--` ends the parameters; a second one is an argument.
                    end = token.End;
                    elements.Add(literal || context != ArgumentContext.Argument ? NewBareWord(token) : new CommandParameterAst(token.Start, token.End, "-", null));
                    literal = true;
                    break;

                case TokenKind.Comma:
                    end = token.End;
                    Report("MissingArgument", token);
                    SkipNewLines();
                    break;

                case TokenKind.Parameter when context == ArgumentContext.Argument && !literal:
                    var parameter = ParseCommandParameter(token);
                    end = parameter.End;
                    elements.Add(parameter);
                    break;

                case TokenKind.Redirection or TokenKind.RedirectInStd when context == ArgumentContext.Argument:
                    if (ParseRedirection(token, ref streams, ref end) is { } redirection)
                    {
                        (redirections ??= []).Add(redirection);
                    }

                    break;

                case TokenKind.Parameter or TokenKind.Redirection or TokenKind.RedirectInStd:
                    end = token.End;
                    elements.Add(NewBareWord(token));
                    break;

                case TokenKind.InlineScript when context == ArgumentContext.CommandName:
                    elements.Add(NewBareWord(token));
                    end = token.End;
                    SkipNewLines();
                    if (PeekKind() != TokenKind.LCurly)
                    {
                        ReportAfter("MissingStatementAfterKeyword", end);
                        return FinishCommand(first, end, operation, elements, redirections);
                    }

                    break;

                default:
                    if (ParseArgument(context, token) is not { } argument)
                    {
                        // Nothing that an argument could start with: let the statement end here.
                        return FinishCommand(first, end, operation, elements, redirections);
                    }

                    elements.Add(argument);
                    end = argument.End;
                    if (IsVerbatimMark(argument) && ParseVerbatim() is { } verbatim)
                    {
                        elements.Add(verbatim);
                        return FinishCommand(first, verbatim.End, operation, elements, redirections);
                    }

                    break;
            }

            context = ArgumentContext.Argument;
            token = Next();
        }
    }

    private CommandAst? FinishCommand(in Token first, int end, TokenKind operation, List<Ast> elements, List<RedirectionAst>? redirections)
    {
        if (elements.Count == 0)
        {
            if (operation != TokenKind.Unknown)
            {
                Report("MissingExpression", first);
            }

            return null;
        }

        return new CommandAst(first.Start, end, operation, elements) { Redirections = (IReadOnlyList<RedirectionAst>?)redirections ?? [] };
    }

    // --%, escaped or not: what follows is no token.
    private static bool IsVerbatimMark(ExpressionAst argument) =>
        argument is StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord, RawLength: >= 3 and <= LongestVerbatimMark } word && word.Value == "--%";

    private StringConstantExpressionAst? ParseVerbatim()
    {
        if (_hasAhead)
        {
            if (_ahead.Kind != TokenKind.Parameter)
            {
                return null;
            }

            ReadAgain(_ahead);
        }

        return _lexer.ReadVerbatim() is { } token
            ? new StringConstantExpressionAst(token.Start, token.End, StringConstantType.BareWord, new StringSource(_text, token.Start, token.End, StringConstantType.BareWord, escapes: false))
            : null;
    }

    private CommandParameterAst ParseCommandParameter(in Token token)
    {
        var colon = (token.Flags & TokenFlags.UsesColon) != 0;
        var name = _names.Get(_text.AsSpan(token.Start + 1, token.End - token.Start - (colon ? 2 : 1)));
        if (!colon || PeekKind() == TokenKind.Comma)
        {
            return new CommandParameterAst(token.Start, token.End, name, null);
        }

        var argument = ParseArgument(ArgumentContext.Argument, Next());
        if (argument is null)
        {
            ReportAfter("ParameterRequiresArgument", token.End);
        }

        return new CommandParameterAst(token.Start, argument?.End ?? token.End, name, argument);
    }

    private ExpressionAst? ParseSingleArgument(ArgumentContext context)
    {
        if (PeekKind() is TokenKind.Comma or TokenKind.EndOfInput)
        {
            return null;
        }

        var mode = Enter(LexerMode.Command);
        var argument = ParseArgument(context, Next());
        SetMode(mode);
        return argument;
    }

    // An argument, or several with commas between. Null, with the token given back, where none starts.
    private ExpressionAst? ParseArgument(ArgumentContext context, in Token first)
    {
        List<ExpressionAst>? several = null;
        Token comma = default;
        var token = first;
        while (true)
        {
            if (ParseOneArgument(context, token) is not { } argument)
            {
                if (several is null)
                {
                    return null;
                }

                ReportAfter("MissingExpression", comma.End);
                return new ErrorExpressionAst(several[0].Start, comma.End, several);
            }

            if (context != ArgumentContext.Argument || IsVerbatimMark(argument) || PeekKind() != TokenKind.Comma)
            {
                if (several is null)
                {
                    return argument;
                }

                several.Add(argument);
                ReportSplats(several);
                return new ArrayLiteralAst(several[0].Start, argument.End, several);
            }

            (several ??= []).Add(argument);
            comma = Next();
            SkipNewLines();
            token = Next();
        }
    }

    private void ReportSplats(List<ExpressionAst> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument is VariableExpressionAst { Splatted: true })
            {
                Report("SplattingNotPermittedInArgumentList", argument.Start, argument.End);
            }
        }
    }

    private ExpressionAst? ParseOneArgument(ArgumentContext context, in Token token)
    {
        switch (token.Kind)
        {
            case TokenKind.Pipe or TokenKind.RCurly or TokenKind.RParen or TokenKind.EndOfInput or TokenKind.NewLine or TokenKind.Semi or TokenKind.Redirection or TokenKind.RedirectInStd
                or TokenKind.AndAnd or TokenKind.OrOr or TokenKind.Ampersand or TokenKind.MinusMinus or TokenKind.Comma:
                GiveBack(token);
                return null;

            case TokenKind.SplattedVariable or TokenKind.Variable or TokenKind.Number or TokenKind.HereStringExpandable or TokenKind.StringExpandable or TokenKind.HereStringLiteral
                or TokenKind.StringLiteral or TokenKind.LParen or TokenKind.DollarParen or TokenKind.AtParen or TokenKind.AtCurly or TokenKind.LCurly:
                GiveBack(token);
                return ParsePrimary(members: true);

            case TokenKind.Generic:
                return context == ArgumentContext.CommandName || (token.Flags & TokenFlags.Expandable) == 0 ? NewGeneric(token) : ParseExpandable(token, StringConstantType.BareWord);

            default:
                if (context is ArgumentContext.FileName or ArgumentContext.Argument or ArgumentContext.SwitchCondition && token.Kind != TokenKind.Identifier)
                {
                    // An argument that looks like a keyword or an operator is a word.
                    _lexer.Rename(token, TokenKind.Generic);
                }

                return NewBareWord(token);
        }
    }

    private StringConstantExpressionAst NewBareWord(in Token token) =>
        new(token.Start, token.End, StringConstantType.BareWord, new StringSource(_text, token.Start, token.End, StringConstantType.BareWord, escapes: false));

    // A word with quotes and escapes resolved; what looks like a variable in the name of a command is text.
    private StringConstantExpressionAst NewGeneric(in Token token)
    {
        var source = new StringSource(_text, token.Start, token.End, StringConstantType.BareWord, (token.Flags & TokenFlags.HasEscapes) != 0);
        if ((token.Flags & TokenFlags.Expandable) == 0)
        {
            return NewConstant(token, StringConstantType.BareWord, source);
        }

        var nested = _lexer.FindNested(token.Start, token.End, StringConstantType.BareWord);
        var places = nested.ConvertAll<ExpressionAst>(place => new ErrorExpressionAst(place.Start, place.End, []));
        return new StringConstantExpressionAst(token.Start, token.End, StringConstantType.BareWord, source, source.Read(places));
    }
}
