namespace Assay.PowerShell.Parsing;

/// <summary>Literals, variables and bracketed expressions.</summary>
internal sealed partial class Parser
{
    private ExpressionAst? ParsePrimary(bool members)
    {
        var token = Next();
        ExpressionAst expression;
        switch (token.Kind)
        {
            case TokenKind.Variable or TokenKind.SplattedVariable:
                expression = ParseVariable(token, members);
                break;
            case TokenKind.Number:
                expression = new ConstantExpressionAst(token.Start, token.End, NumberLiteral.Read(TextOf(token)) ?? 0);
                break;
            case TokenKind.StringExpandable:
                expression = NewString(token, StringConstantType.DoubleQuoted);
                break;
            case TokenKind.HereStringExpandable:
                expression = NewString(token, StringConstantType.DoubleQuotedHereString);
                break;
            case TokenKind.StringLiteral:
                expression = NewString(token, StringConstantType.SingleQuoted);
                break;
            case TokenKind.HereStringLiteral:
                expression = NewString(token, StringConstantType.SingleQuotedHereString);
                break;
            case TokenKind.LParen:
                expression = ParseParenthesis(token);
                break;
            case TokenKind.AtParen or TokenKind.DollarParen:
                expression = ParseSubExpression(token);
                break;
            case TokenKind.AtCurly:
                expression = ParseHashtable(token);
                break;
            case TokenKind.LCurly:
                expression = ParseScriptBlockExpression(token);
                break;
            default:
                GiveBack(token);
                return null;
        }

        var whole = members ? FinishMembers(expression, NextMemberAccess()) : expression;
        if (token.Kind == TokenKind.SplattedVariable && whole is MemberExpressionAst or IndexExpressionAst)
        {
            Report("SplattingNotPermitted", token);
        }

        return whole;
    }

    // In a quoted text two quotes of a braced name stand for one.
    private VariableExpressionAst NewVariable(in Token token, int dropped = 0, StringConstantType inside = StringConstantType.DoubleQuotedHereString)
    {
        string path;
        if (_text[token.Start + 1] == '{')
        {
            var end = _text[token.End - 1] == '}' && token.End > token.Start + 2 ? token.End - 1 : token.End;
            var slice = _text.AsSpan(token.Start + 2, end - token.Start - 2);
            path = slice.ContainsAny('`', _lexer.Skipped) || (inside == StringConstantType.DoubleQuoted && slice.ContainsAny(Characters.DoubleQuotes))
                ? new StringSource(_text, token.Start + 2, end, inside, escapes: true).Read(_lexer.Skipped)
                : _names.Get(slice);
        }
        else
        {
            path = _names.Get(_text.AsSpan(token.Start + 1, token.End - token.Start - 1));
        }

        return new VariableExpressionAst(token.Start, token.End, dropped > 0 ? _names.Get(path.AsSpan(dropped)) : path, token.Kind == TokenKind.SplattedVariable);
    }

    // $using:x, with what is asked of it
    private ExpressionAst ParseVariable(in Token token, bool members, StringConstantType inside = StringConstantType.DoubleQuotedHereString)
    {
        const string scope = "using:";
        var variable = NewVariable(token, inside: inside);
        if (variable.VariablePath.Length <= scope.Length || !variable.VariablePath.StartsWith(scope, StringComparison.OrdinalIgnoreCase))
        {
            return variable;
        }

        ExpressionAst inner = NewVariable(token, scope.Length, inside);
        inner = members ? FinishMembers(inner, NextMemberAccess()) : inner;
        return new UsingExpressionAst(inner.Start, inner.End, inner);
    }

    private ParenExpressionAst ParseParenthesis(in Token open)
    {
        var oldComma = _noCommaOperator;
        var mode = Enter(LexerMode.Command);
        _noCommaOperator = false;
        SkipNewLines();
        var pipeline = ParsePipelineChain(null);
        if (pipeline is null)
        {
            ReportAfter("ExpectedExpression", open.End);
            pipeline = new ErrorStatementAst(open.End, open.End, []);
        }

        SkipNewLines();
        var close = Next();
        var end = close.End;
        if (close.Kind != TokenKind.RParen)
        {
            GiveBack(close);
            end = pipeline.End;
            ReportAfter("MissingEndParenthesisInExpression", end);
        }

        _noCommaOperator = oldComma;
        SetMode(mode);
        return new ParenExpressionAst(open.Start, end, pipeline);
    }

    private ExpressionAst ParseSubExpression(in Token open)
    {
        var oldComma = _noCommaOperator;
        var mode = Enter(LexerMode.Command);
        _noCommaOperator = false;
        SkipNewLines();
        var statements = new List<StatementAst>();
        ParseStatements(statements, null);
        SkipNewLines();
        var close = Next();
        var last = statements.Count > 0 ? statements[^1].End : open.End;
        var end = close.End;
        if (close.Kind != TokenKind.RParen)
        {
            GiveBack(close);
            Report("MissingEndParenthesisInSubexpression", close);
            end = last;
        }

        _noCommaOperator = oldComma;
        SetMode(mode);
        var block = new StatementBlockAst(statements.Count > 0 ? statements[0].Start : open.End, last) { Statements = statements };
        return open.Kind == TokenKind.DollarParen ? new SubExpressionAst(open.Start, end, block) : new ArrayExpressionAst(open.Start, end, block);
    }

    private ScriptBlockExpressionAst ParseScriptBlockExpression(in Token open)
    {
        var oldComma = _noCommaOperator;
        var mode = Enter(LexerMode.Command);
        _noCommaOperator = false;
        var block = ParseScriptBlock(open);
        _noCommaOperator = oldComma;
        SetMode(mode);
        return new ScriptBlockExpressionAst(block.Start, block.End, block);
    }

    private HashtableAst ParseHashtable(in Token open)
    {
        SkipNewLines();
        var entries = new List<HashtableEntry>();
        while (ParseHashtableEntry() is { } entry)
        {
            entries.Add(entry);
            if (PeekKind() is not (TokenKind.NewLine or TokenKind.Semi))
            {
                break;
            }

            SkipTerminators();
        }

        var close = Next();
        var end = close.End;
        if (close.Kind != TokenKind.RCurly)
        {
            GiveBack(close);
            end = entries.Count > 0 ? entries[^1].Value.End : open.End;
            ReportAfter("MissingEndCurlyBrace", open.End);
        }

        return new HashtableAst(open.Start, end, entries);
    }

    private HashtableEntry? ParseHashtableEntry()
    {
        var mode = Enter(LexerMode.Expression);
        var key = ParseLabelOrKey();
        if (key is null)
        {
            SetMode(mode);
            return null;
        }

        var equals = Next();
        if (equals.Kind != TokenKind.Equals)
        {
            GiveBack(equals);
            SetMode(mode);
            ReportAfter("MissingEqualsInHashLiteral", key.End);
            Synchronise(consume: false, TokenKind.RCurly, TokenKind.Semi, TokenKind.NewLine);
            return new HashtableEntry(key, new ErrorStatementAst(key.End, key.End, []));
        }

        SetMode(LexerMode.Command);
        SkipNewLines();
        var oldComma = _noCommaOperator;
        _noCommaOperator = false;
        var value = ParseStatement();
        _noCommaOperator = oldComma;
        if (value is null)
        {
            ReportAfter("MissingStatementInHashLiteral", equals.End);
            value = new ErrorStatementAst(equals.End, equals.End, []);
        }

        SetMode(mode);
        return new HashtableEntry(key, value);
    }
}
