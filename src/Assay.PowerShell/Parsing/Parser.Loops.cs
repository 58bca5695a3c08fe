namespace Assay.PowerShell.Parsing;

/// <summary>Loops.</summary>
internal sealed partial class Parser
{
    private string? LabelOf(in Token? label) => label is { } token ? _names.Get(_text.AsSpan(token.Start + 1, token.End - token.Start - 1)) : null;

    private StatementAst ParseForEach(Token? label, in Token keyword)
    {
        var start = label?.Start ?? keyword.Start;
        SkipNewLines();
        var parallel = false;
        ExpressionAst? limit = null;
        var error = -1;
        while (PeekKind() == TokenKind.Parameter)
        {
            var flag = Next();
            if (IsPrefix(flag, "parallel"))
            {
                parallel = true;
            }
            else if (IsPrefix(flag, "throttlelimit"))
            {
                SkipNewLines();
                limit = ParseSingleArgument(ArgumentContext.Argument);
                if (limit is null)
                {
                    ReportAfter("MissingThrottleLimit", flag.End);
                }
            }
            else
            {
                error = flag.End;
                Report("InvalidForeachFlag", flag);
            }

            SkipNewLines();
        }

        var open = Next();
        if (open.Kind != TokenKind.LParen)
        {
            GiveBack(open);
            ReportAfter("MissingOpenParenthesisAfterKeyword", keyword.End);
            return new ErrorStatementAst(start, Math.Max(keyword.End, limit?.End ?? 0), Parts(limit));
        }

        SkipNewLines();
        var token = Next();
        if (token.Kind is not (TokenKind.Variable or TokenKind.SplattedVariable))
        {
            GiveBack(token);
            ReportAfter("MissingVariableNameAfterForeach", open.End);
            return new ErrorStatementAst(start, open.End, Parts(limit));
        }

        var variable = NewVariable(token);
        SkipNewLines();
        var word = Next();
        StatementAst? values = null;
        StatementBlockAst? body = null;
        if (word.Kind != TokenKind.In)
        {
            GiveBack(word);
            error = variable.End;
            ReportAfter("MissingInInForeach", error);
        }
        else
        {
            SkipNewLines();
            values = ParsePipelineChain(null);
            if (values is null)
            {
                error = word.End;
                ReportAfter("MissingForeachExpression", error);
            }
            else
            {
                body = ParseLoopBody(values.End, "MissingEndParenthesisAfterForeach", "MissingForeachStatement", ref error);
            }
        }

        if (parallel && error < 0 && body is not null)
        {
            // Workflows of version 5.1 have it, version 7 refuses it.
            Report("KeywordParameterReservedForFutureUse", start, body.End);
        }

        if (error >= 0 || body is null || values is null)
        {
            return new ErrorStatementAst(start, Math.Max(error, Math.Max(body?.End ?? 0, values?.End ?? variable.End)), Parts(limit, variable, values, body));
        }

        return new ForEachStatementAst(start, body.End) { Label = LabelOf(label), Parallel = parallel, ThrottleLimit = limit, Variable = variable, Condition = values, Body = body };
    }

    // `)` and the block behind it.
    private StatementBlockAst? ParseLoopBody(int before, string missingParenthesis, string missingBody, ref int error)
    {
        SkipNewLines();
        var close = Next();
        if (close.Kind != TokenKind.RParen)
        {
            GiveBack(close);
            error = before;
            ReportAfter(missingParenthesis, before);
            return null;
        }

        var body = ParseStatementBlock();
        if (body is null)
        {
            error = close.End;
            ReportAfter(missingBody, close.End);
        }

        return body;
    }

    private StatementAst ParseFor(Token? label, in Token keyword)
    {
        var start = label?.Start ?? keyword.Start;
        SkipNewLines();
        var open = Next();
        if (open.Kind != TokenKind.LParen)
        {
            GiveBack(open);
            ReportAfter("MissingOpenParenthesisAfterKeyword", keyword.End);
            return new ErrorStatementAst(start, keyword.End, []);
        }

        var last = open.End;
        var initializer = ParseForPart(ref last, closes: false);
        var condition = ParseForPart(ref last, closes: false);
        var iterator = ParseForPart(ref last, closes: true);
        var error = -1;
        var body = ParseLoopBody(last, "MissingEndParenthesisAfterStatement", "MissingLoopStatement", ref error);
        return body is null
            ? new ErrorStatementAst(start, Math.Max(last, error), Parts(initializer, condition, iterator))
            : new ForStatementAst(start, body.End) { Label = LabelOf(label), Initializer = initializer, Condition = condition, Iterator = iterator, Body = body };
    }

    private StatementAst? ParseForPart(ref int last, bool closes)
    {
        SkipNewLines();
        var part = ParsePipelineChain(null);
        last = part?.End ?? last;
        if (!closes && PeekKind() == TokenKind.Semi)
        {
            last = Next().End;
        }

        return part;
    }

    private StatementAst ParseWhile(Token? label, in Token keyword)
    {
        var start = label?.Start ?? keyword.Start;
        SkipNewLines();
        var open = Next();
        if (open.Kind != TokenKind.LParen)
        {
            GiveBack(open);
            ReportAfter("MissingOpenParenthesisAfterKeyword", keyword.End);
            return new ErrorStatementAst(start, keyword.End, []);
        }

        SkipNewLines();
        var condition = ParsePipelineChain(null);
        if (condition is null)
        {
            ReportAfter("MissingExpressionAfterKeyword", open.End);
        }

        SkipNewLines();
        var close = Next();
        if (close.Kind != TokenKind.RParen)
        {
            GiveBack(close);
            if (condition is not null)
            {
                ReportAfter("MissingEndParenthesisAfterStatement", condition.End);
            }

            return new ErrorStatementAst(start, condition?.End ?? open.End, Parts(condition));
        }

        SkipNewLines();
        if (ParseStatementBlock() is not { } body)
        {
            ReportAfter("MissingLoopStatement", close.End);
            return new ErrorStatementAst(start, close.End, Parts(condition));
        }

        return new WhileStatementAst(start, body.End) { Label = LabelOf(label), Condition = condition ?? new ErrorStatementAst(open.End, open.End, []), Body = body };
    }

    private StatementAst ParseDo(Token? label, in Token keyword)
    {
        var start = label?.Start ?? keyword.Start;
        if (ParseStatementBlock() is not { } body)
        {
            ReportAfter("MissingLoopStatement", keyword.End);
            return new ErrorStatementAst(start, keyword.End, []);
        }

        SkipNewLines();
        var word = Next();
        if (word.Kind is not (TokenKind.While or TokenKind.Until))
        {
            GiveBack(word);
            ReportAfter("MissingWhileOrUntilInDoWhile", body.End);
            return new ErrorStatementAst(start, body.End, [body]);
        }

        SkipNewLines();
        var open = Next();
        if (open.Kind != TokenKind.LParen)
        {
            GiveBack(open);
            ReportAfter("MissingOpenParenthesisAfterKeyword", word.End);
            return new ErrorStatementAst(start, word.End, [body]);
        }

        SkipNewLines();
        var condition = ParsePipelineChain(null);
        if (condition is null)
        {
            ReportAfter("MissingExpressionAfterKeyword", open.End);
        }

        SkipNewLines();
        var close = Next();
        if (close.Kind != TokenKind.RParen)
        {
            GiveBack(close);
            if (condition is not null)
            {
                ReportAfter("MissingEndParenthesisAfterStatement", condition.End);
            }

            return new ErrorStatementAst(start, condition?.End ?? open.End, Parts(body, condition));
        }

        return condition is null
            ? new ErrorStatementAst(start, close.End, [body])
            : new DoStatementAst(start, close.End, word.Kind == TokenKind.Until) { Label = LabelOf(label), Condition = condition, Body = body };
    }

    // True for -p, -par, -parallel: parameters of keywords may be shortened.
    private bool IsPrefix(in Token parameter, string name)
    {
        var written = _text.AsSpan(parameter.Start + 1, parameter.End - parameter.Start - 1);
        return written.Length > 0 && name.AsSpan().StartsWith(written, StringComparison.OrdinalIgnoreCase);
    }
}
