namespace Assay.PowerShell.Parsing;

/// <summary>Pipelines, chains of them, and assignments.</summary>
internal sealed partial class Parser
{
    // Null where none starts. An expression that was read before is the first element.
    private StatementAst? ParsePipelineChain(ExpressionAst? first)
    {
        if (first is null)
        {
            if (!TryDescend())
            {
                if (PeekKind() is TokenKind.EndOfInput or TokenKind.RParen or TokenKind.RCurly)
                {
                    return null;
                }

                var skipped = PassOver(statement: true);
                return new ErrorStatementAst(skipped.Start, skipped.End, []);
            }

            var chain = ParsePipelineChainCore(null);
            _depth--;
            return chain;
        }

        return ParsePipelineChainCore(first);
    }

    private StatementAst? ParsePipelineChainCore(ExpressionAst? first)
    {
        if (first is null && StartsExpression())
        {
            var mode = Enter(LexerMode.Expression);
            first = ParseExpression();
            if (first is not null && TryParseAssignment(first, mode) is { } assignment)
            {
                return assignment;
            }

            SetMode(mode);
        }
        else if (first is not null)
        {
            var mode = Enter(LexerMode.Expression);
            if (TryParseAssignment(first, mode) is { } assignment)
            {
                return assignment;
            }

            SetMode(mode);
        }

        return ParseChain(first);
    }

    // What can only be the start of a command needs no look for an expression: most statements start so.
    private bool StartsExpression()
    {
        if (_hasAhead)
        {
            // `$a$a$a...` is an error at each variable, and the rest of it one word: then it is a command.
            return !(_ahead.Kind == TokenKind.Generic && _lexer.IsOverworked) && _ahead.Kind is not (TokenKind.Identifier or TokenKind.NewLine or TokenKind.Semi or TokenKind.EndOfInput or TokenKind.RParen or TokenKind.RCurly);
        }

        return !CharacterTraits.IsWordStart(NextCharacter());
    }

    private AssignmentStatementAst? TryParseAssignment(ExpressionAst left, LexerMode mode)
    {
        var operation = Peek();
        if (!operation.Kind.IsAssignment())
        {
            return null;
        }

        Skip();
        if (left is ConstantExpressionAst or StringConstantExpressionAst or ExpandableStringExpressionAst or BinaryExpressionAst or ScriptBlockExpressionAst)
        {
            Report("InvalidLeftHandSide", left.Start, left.End);
        }

        SetMode(mode);
        SkipNewLines();
        var value = ParseStatement();
        if (value is null)
        {
            ReportAfter("ExpectedValueExpression", operation.End);
            value = new ErrorStatementAst(operation.End, operation.End, []);
        }

        return new AssignmentStatementAst(left.Start, value.End, left, operation.Kind, value);
    }

    private StatementAst? ParseChain(ExpressionAst? first)
    {
        StatementAst? chain = null;
        Token link = default;
        while (true)
        {
            var before = first is null ? Peek() : default;
            var pipeline = ParsePipeline(first);
            first = null;
            if (pipeline is null)
            {
                if (chain is null)
                {
                    return null;
                }

                if (before.Kind == TokenKind.EndOfInput)
                {
                    ReportAfter("EmptyPipelineChainElement", link.End);
                }
                else if (before.Kind is not (TokenKind.Dot or TokenKind.Ampersand))
                {
                    Report("EmptyPipelineChainElement", link.Start, before.End);
                }

                return new ErrorStatementAst(chain.Start, link.End, [chain]);
            }

            StatementAst joined = chain is null ? pipeline : new PipelineChainAst(chain.Start, pipeline.End, chain, link.Kind, pipeline);
            var next = Peek();
            switch (next.Kind)
            {
                case TokenKind.AndAnd or TokenKind.OrOr:
                    Skip();
                    SkipNewLines();
                    chain = joined;
                    link = next;
                    break;
                case TokenKind.Ampersand:
                    Skip();
                    if (Peek() is { Kind: TokenKind.AndAnd or TokenKind.OrOr } odd)
                    {
                        Report("BackgroundOperatorInPipelineChain", next);
                        Skip();
                        return new ErrorStatementAst(joined.Start, odd.End, [joined]);
                    }

                    pipeline.Background = chain is null;
                    if (joined is PipelineChainAst whole)
                    {
                        whole.Background = true;
                    }

                    return joined;
                default:
                    return joined;
            }

            if (PeekKind() == TokenKind.EndOfInput)
            {
                ReportAfter("EmptyPipelineChainElement", link.End);
                return chain;
            }
        }
    }

    private PipelineAst? ParsePipeline(ExpressionAst? expression)
    {
        var elements = new List<CommandBaseAst>(1);
        Token next = default;
        while (true)
        {
            if (expression is null && StartsExpression())
            {
                var mode = Enter(LexerMode.Expression);
                expression = ParseExpression();
                SetMode(mode);
            }

            CommandBaseAst? element;
            if (expression is not null)
            {
                if (elements.Count > 0)
                {
                    Report("ExpressionsMustBeFirstInPipeline", expression.Start, expression.End);
                }

                element = FinishExpressionElement(expression);
                expression = null;
            }
            else
            {
                element = ParseCommand();
            }

            if (element is not null)
            {
                elements.Add(element);
            }
            else if (elements.Count > 0 || PeekKind() == TokenKind.Pipe)
            {
                var token = Peek();
                if (next.Kind == TokenKind.Unknown)
                {
                    Report("EmptyPipeElement", token);
                }
                else
                {
                    ReportAfter("EmptyPipeElement", next.End);
                }
            }

            next = Peek();
            if (next.Kind == TokenKind.NewLine && _lexer.PipelineContinues(next.End))
            {
                SkipNewLines();
                next = Peek();
            }

            if (next.Kind != TokenKind.Pipe)
            {
                if (next.Kind is not (TokenKind.Semi or TokenKind.NewLine or TokenKind.RParen or TokenKind.RCurly or TokenKind.EndOfInput or TokenKind.AndAnd or TokenKind.OrOr or TokenKind.Ampersand))
                {
                    Report("UnexpectedToken", next);
                }

                break;
            }

            Skip();
            SkipNewLines();
            if (PeekKind() == TokenKind.EndOfInput)
            {
                ReportAfter("EmptyPipeElement", next.End);
                break;
            }
        }

        return elements.Count == 0 ? null : new PipelineAst(elements[0].Start, elements[^1].End, elements);
    }

    private CommandExpressionAst FinishExpressionElement(ExpressionAst expression)
    {
        List<RedirectionAst>? redirections = null;
        var end = expression.End;
        var streams = 0;
        while (PeekKind() is TokenKind.Redirection or TokenKind.RedirectInStd)
        {
            var token = Next();
            if (ParseRedirection(token, ref streams, ref end) is { } redirection)
            {
                (redirections ??= []).Add(redirection);
            }
        }

        return new CommandExpressionAst(expression.Start, end, expression) { Redirections = (IReadOnlyList<RedirectionAst>?)redirections ?? [] };
    }

    // 2>&1, > file. A stream can go to one place only; each is a bit of `streams`.
    private RedirectionAst? ParseRedirection(in Token token, ref int streams, ref int end)
    {
        var text = TextOf(token);
        var from = text[0] == '*' ? 0 : char.IsAsciiDigit(text[0]) ? text[0] - '0' : 1;
        RedirectionAst redirection;
        if (text[^1] is '>' or '<')
        {
            var file = ParseSingleArgument(ArgumentContext.FileName);
            if (file is null)
            {
                ReportAfter("MissingFileSpecification", token.End);
            }

            end = Math.Max(token.End, file?.End ?? 0);
            if (token.Kind == TokenKind.RedirectInStd)
            {
                Report("RedirectionNotSupported", token);
                return file is null ? null : new FileRedirectionAst(token.Start, end, 0, file, append: false);
            }

            redirection = new FileRedirectionAst(token.Start, end, from, file ?? new ErrorExpressionAst(token.End, token.End, []), text.EndsWith(">>"));
        }
        else
        {
            var to = text[^1] - '0';
            if (to != 1 || from == to)
            {
                Report("RedirectionNotSupported", token);
            }

            redirection = new MergingRedirectionAst(token.Start, token.End, from, to);
            end = token.End;
        }

        if ((streams & (1 << from)) != 0)
        {
            Report("StreamAlreadyRedirected", redirection.Start, redirection.End);
        }

        streams |= 1 << from;
        return redirection;
    }
}
